// SPDX-License-Identifier: MIT
#include "vm/execute/story_losses.hpp"

namespace freehold {

namespace {

std::uint32_t word_of(Address address) { return raw(address) & ~7u; }

}  // namespace

EventSet Losses::wants() const {
    using enum EventKind;
    return {Alloc, Move, Free, Write};
}

void Losses::on_event(const Event& event) {
    switch (event.kind) {
        case EventKind::Alloc: return allocate(event);
        case EventKind::Move:
            m_owned.erase(word_of(event.from.address));
            return own(event.object, event.to);
        case EventKind::Free: return free(event);
        default: return write(event);
    }
}

std::optional<Event> Losses::of(ObjectId block) const {
    const auto found = m_lost.find(block);
    if (found == m_lost.end()) return std::nullopt;
    return found->second;
}

void Losses::own(ObjectId block, const Where& to) {
    const bool asked = m_story.lives.find(block) != m_story.lives.end();
    if (!asked || to.in == Where::In::Nowhere) return;
    m_owned[word_of(to.address)] = block;
    m_lost.erase(block);
}

/// What `new` takes out of the frame it puts into the block, without moves.
void Losses::allocate(const Event& event) {
    const Instruction& i = m_program.code[event.index];
    if (i.opcode() == Opcode::New && event.to.in == Where::In::Frame) {
        const Address from = event.to.address + 8u * i.a - 8u * i.b;
        for (std::uint32_t k = 0; k < event.size; k += 8) {
            const auto found = m_owned.find(raw(from + k));
            if (found == m_owned.end()) continue;
            m_owned[raw(event.address + k)] = found->second;
            m_owned.erase(raw(from + k));
        }
    }
    own(event.object, event.to);
}

/// The content of a block is freed before the block: what it still owns then is lost.
void Losses::free(const Event& event) {
    m_owned.erase(word_of(event.from.address));
    lose(event.address, event.size, event);
}

void Losses::write(const Event& event) {
    if (event.size == 8) {
        const auto found = m_owned.find(word_of(event.address));
        const bool same =
            found != m_owned.end() && Pointer::from_word(event.word).object == found->second;
        if (same) return;
    }
    lose(event.address, event.size, event);
}

void Losses::lose(Address begin, std::uint32_t bytes, const Event& event) {
    const std::uint64_t end = std::uint64_t{raw(begin)} + bytes;
    auto at = m_owned.lower_bound(word_of(begin));
    while (at != m_owned.end() && at->first < end) {
        m_lost[at->second] = event;
        at = m_owned.erase(at);
    }
}

}  // namespace freehold
