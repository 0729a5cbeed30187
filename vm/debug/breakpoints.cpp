// SPDX-License-Identifier: MIT
#include "vm/debug/breakpoints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// What a watched place holds, for people and to see whether it changed: its value, as far as it
/// has one.
std::string sample_of(const Machine& machine, const Place& place) {
    const Scene scene{machine};
    return value_text(scene, place);
}

bool frame_lives(const Machine& machine, const WatchedPlace& watched) {
    const std::vector<FrameInfo> frames = machine.frames();
    return std::any_of(frames.begin(), frames.end(), [&](const FrameInfo& frame) {
        return frame.fp == watched.fp && frame.function == watched.function;
    });
}

}  // namespace

const Breakpoint& Breakpoints::add(Breakpoint breakpoint) {
    breakpoint.number = ++m_last_number;
    m_all.push_back(std::move(breakpoint));
    return m_all.back();
}

void Breakpoints::add_unseen(Breakpoint breakpoint) {
    breakpoint.number = unseen;
    m_all.push_back(std::move(breakpoint));
}

Breakpoint* Breakpoints::find(int number) {
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const Breakpoint& it) { return it.number == number; });
    return found == m_all.end() ? nullptr : &*found;
}

bool Breakpoints::remove(int number) {
    return std::erase_if(m_all, [&](const Breakpoint& it) { return it.number == number; }) != 0;
}

Search Breakpoints::search(Towards where) {
    m_towards = where;
    m_events = {};
    m_watched.clear();
    m_met.clear();
    Search search;
    for (const Breakpoint& it : m_all) {
        if (!it.enabled) continue;
        if (!it.instructions.empty()) {
            search.pauses.before.resize(m_timeline.machine().program().code.size());
        }
        for (const std::uint32_t index : it.instructions) search.pauses.before[index] = true;
        m_events.add(it.events);
        if (!it.watched) continue;
        const bool reads = it.watched->what == WatchedPlace::For::Read;
        const Place& place = it.watched->place;
        search.pauses.watched.push_back({place.address, std::max(place.size, 1u), reads, !reads});
        m_watched.push_back(it.number);
    }
    if (!m_events.empty()) search.listener = this;
    search.sets_out = [this] { sample(); };
    search.accepts = [this] { return accepts(); };
    return search;
}

void Breakpoints::sample() {
    m_heard.clear();
    m_samples.clear();
    for (const int number : m_watched) {
        m_samples.push_back(sample_of(m_timeline.machine(), find(number)->watched->place));
    }
}

void Breakpoints::on_event(const Event& event) {
    for (const Breakpoint& it : m_all) {
        const bool of_object = it.object == ObjectId::None || it.object == event.object;
        const bool of_code = it.code == Code{} || it.code == event.code;
        if (!it.enabled || !it.events.has(event.kind) || !of_object || !of_code) continue;
        m_heard.push_back(it.number);
        m_timeline.machine().pause();
    }
}

/// All that are met count; of several pauses those of the last that was accepted.
bool Breakpoints::accepts() {
    std::vector<Met> met;
    for (Breakpoint& it : m_all) {
        if (!it.enabled || !is_met(it)) continue;
        Met here{it.number, {}, it.watched ? m_change : std::string{}};
        if (it.condition) {
            const Verdict verdict = it.condition->ask(Scene{m_timeline.machine()});
            here.problem = verdict.problem;
            if (!verdict.holds && here.problem.empty()) continue;
        }
        if (m_towards == Towards::End && it.ignore > 0) {
            --it.ignore;
            continue;
        }
        met.push_back(std::move(here));
    }
    m_heard.clear();
    if (met.empty()) return false;
    m_met = std::move(met);
    return true;
}

bool Breakpoints::is_met(const Breakpoint& it) {
    if (it.watched) return watch_is_met(it);
    if (std::find(m_heard.begin(), m_heard.end(), it.number) != m_heard.end()) return true;
    const std::uint32_t index = m_timeline.machine().index();
    return !m_timeline.at_end() && std::find(it.instructions.begin(), it.instructions.end(),
                                             index) != it.instructions.end();
}

bool Breakpoints::watch_is_met(const Breakpoint& it) {
    const Machine& machine = m_timeline.machine();
    const WatchedPlace& watched = *it.watched;
    const auto which = static_cast<std::size_t>(
        std::find(m_watched.begin(), m_watched.end(), it.number) - m_watched.begin());
    const std::vector<Touch>& touched = machine.touched();
    const bool touches = std::any_of(touched.begin(), touched.end(),
                                     [&](const Touch& touch) { return touch.watched == which; });
    if (!touches) return false;
    if (watched.fp != Address{} && !frame_lives(machine, watched)) return false;
    const std::string before = m_samples[which];
    m_samples[which] = sample_of(machine, watched.place);
    const bool changed = before != m_samples[which];
    if (watched.what == WatchedPlace::For::Change && !changed) return false;
    const bool reads = watched.what == WatchedPlace::For::Read;
    m_change = changed && !reads ? before + " -> " + m_samples[which] : m_samples[which];
    return true;
}

bool Breakpoints::any() const {
    return std::any_of(m_all.begin(), m_all.end(), [](const Breakpoint& it) { return it.enabled; });
}

std::vector<std::string> Breakpoints::stopped() {
    std::vector<std::string> lines;
    for (const Met& met : m_met) {
        Breakpoint* it = met.number == unseen ? nullptr : find(met.number);
        if (it == nullptr) continue;
        ++it->hits;
        const char* const what = it->watched ? "watchpoint" : "breakpoint";
        std::string text = fmt::format("{} {}, {}", what, it->number, it->name);
        if (it->watched) text += ": " + met.change;
        if (!met.problem.empty()) {
            text += fmt::format("; whether `{}` holds cannot be told: {}", it->condition->text(),
                                met.problem);
        }
        lines.push_back(std::move(text));
        if (it->once) remove(met.number);
    }
    return lines;
}

}  // namespace freehold::debug
