// SPDX-License-Identifier: MIT
// Commands that look at what is.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/commands.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/views.hpp"
#include "vm/debug/words.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/heap_stats_text.hpp"

namespace freehold::debug {

namespace {

std::optional<Place> place_named(Session& session, const Scene& scene, std::string_view text,
                                 std::string_view command) {
    if (text.empty()) {
        session.refuse(
            fmt::format("`{}` takes a place: `{} s1`, `{} #4`", command, command, command));
        return std::nullopt;
    }
    Found found = find_place(scene, text, session.depth());
    if (!found) session.refuse(found.problem);
    return std::move(found.place);
}

/// The depth a person means; nothing when there is no such frame, which has been said.
std::optional<std::uint32_t> depth_in(Session& session, std::string_view text) {
    const auto depth = number_in(text);
    const std::uint32_t deepest = session.machine().depth();
    if (depth && *depth >= 1 && *depth <= deepest) return static_cast<std::uint32_t>(*depth);
    session.refuse(deepest == 0
                       ? std::string{"there is no frame"}
                       : fmt::format("there is no frame `{}`: `main` is 1, the innermost is {}",
                                     printable(text), deepest));
    return std::nullopt;
}

void move_frame(Session& session, std::string_view rest, bool up) {
    const std::uint32_t deepest = session.machine().depth();
    const std::uint32_t here = session.depth() == 0 ? deepest : session.depth();
    const std::uint64_t count = rest.empty() ? 1 : number_in(rest).value_or(0);
    if (count == 0) return session.refuse(fmt::format("`{}` is no number", printable(rest)));
    const std::uint64_t room = up ? here - std::min(here, 1u) : deepest - here;
    if (room == 0) {
        return session.refuse(up ? "this is the outermost frame" : "this is the innermost frame");
    }
    const auto far = static_cast<std::uint32_t>(std::min(count, room));
    session.choose_frame(up ? here - far : here + far);
    show_where(session, {}, false);
}

}  // namespace

void show_where(Session& session, std::string_view, bool) {
    const Scene scene = session.scene();
    const FrameInfo* frame = scene.frame(session.depth());
    if (frame == nullptr) return session.refuse("there is no frame");
    session.say(fmt::format("frame {} of {}: {}, {}: `{}`", frame->depth, session.machine().depth(),
                            scene.frame_name(*frame), place_of(session.program(), frame->index),
                            text_of_line(session.program(), frame->index)));
}

void show_list(Session& session, std::string_view rest, bool) {
    const Program& program = session.program();
    const Scene scene = session.scene();
    const FrameInfo* frame = scene.frame(session.depth());
    std::uint32_t index = frame == nullptr ? session.machine().index() : frame->index;
    if (!rest.empty()) {
        const Location where = find_location(program, rest, index);
        if (where.instructions.empty()) return session.refuse(where.problem);
        index = where.instructions.front();
    }
    const std::uint32_t middle = line_of(program, index);
    if (middle == 0) return session.refuse("the program carries no source: it was stripped");
    const Source& source = program.sources[raw(program.span_of(index).file)];
    std::uint32_t last = std::min(middle + 5, source.line_count());
    if (source.line(last).empty()) --last;
    for (std::uint32_t line = middle - std::min(middle - 1, 5u); line <= last; ++line) {
        Line text;
        text.add(line == middle ? "-> " : "   ").add_right(std::to_string(line), 8, Tone::Faint);
        text.add("  ").add(source.line(line), line == middle ? Tone::Strong : Tone::Plain);
        session.show(text.text(session.style()));
    }
}

void show_value(Session& session, std::string_view rest, bool) {
    const Scene scene = session.scene();
    const auto place = place_named(session, scene, rest, "print");
    if (place) session.show(value_view(scene, session.style(), *place));
}

void show_bytes(Session& session, std::string_view rest, bool) {
    Words words{rest};
    const std::string_view what = words.take();
    const Scene scene = session.scene();
    const auto place = place_named(session, scene, what, "x");
    if (!place) return;
    const auto count =
        words.rest().empty() ? std::optional<std::uint64_t>{0} : number_in(words.rest());
    if (!count || *count > most_bytes) {
        return session.refuse(fmt::format("`x` shows 1 to {} bytes, not `{}`",
                                          with_commas(most_bytes), printable(words.rest())));
    }
    const Layout& layout = session.machine().layout();
    const std::uint32_t left = layout.stack_end - std::min(place->address, layout.stack_end);
    const std::uint32_t usual =
        place->by_address ? std::clamp(left, 1u, 64u) : std::clamp(place->size, 16u, 256u);
    session.show(bytes_view(scene, session.style(), place->address,
                            *count == 0 ? usual : static_cast<std::uint32_t>(*count)));
}

void show_segments(Session& session, std::string_view, bool) {
    session.show(segments_view(session.scene(), session.style()));
}

void show_stack(Session& session, std::string_view rest, bool) {
    const auto depth = rest.empty() ? std::optional{0u} : depth_in(session, rest);
    if (depth) session.show(stack_view(session.scene(), session.style(), *depth));
}

void show_frames(Session& session, std::string_view, bool) {
    const std::uint32_t marked = session.depth() == 0 ? session.machine().depth() : session.depth();
    session.show(frames_view(session.scene(), session.style(), marked));
}

void show_heap_stats(Session& session, std::string_view, bool) {
    session.show(heap_stats_text(session.machine().heap_stats()));
}

void show_heap(Session& session, std::string_view, bool) {
    session.show(heap_view(session.scene(), session.style()));
}

void show_owners(Session& session, std::string_view, bool) {
    session.show(owners_view(session.scene(), session.style(), session.depth()));
}

void show_report(Session& session, std::string_view, bool) {
    if (!session.machine().ended()) return session.refuse("the program has not ended here");
    session.show_end();
    session.show_place();
}

void frame_up(Session& session, std::string_view rest, bool) { move_frame(session, rest, true); }

void frame_down(Session& session, std::string_view rest, bool) { move_frame(session, rest, false); }

void choose_frame(Session& session, std::string_view rest, bool) {
    const auto depth = rest.empty() ? std::optional{session.depth()} : depth_in(session, rest);
    if (!depth) return;
    session.choose_frame(*depth);
    show_where(session, {}, false);
}

}  // namespace freehold::debug
