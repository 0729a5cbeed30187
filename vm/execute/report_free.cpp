// SPDX-License-Identifier: MIT
// F303, F304: frees of what is freed, or cannot be.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

/// The word that the pointer was read from.
std::vector<Address> words_of(const Report& report) {
    const Where& place = report.fault.place;
    if (place.in == Where::In::Nowhere) return {};
    return {place.address};
}

void help_twice(Report& report, const Life& life, const std::string& name) {
    const bool by_free = life.ended && life.ended->kind == EventKind::Free &&
                         report.program.code[life.ended->index].opcode() == Opcode::Free;
    if (by_free && (report.verb() == "free" || report.verb() == "realloc")) {
        return report.help(
            fmt::format("free it once; set {} to null after it: `free` of null does "
                        "nothing",
                        name));
    }
    report.help(by_free
                    ? fmt::format("take the `free` away: the owner {} frees its block itself", name)
                    : "one block, one owner: let the owner free it, and nobody else");
}

}  // namespace

void double_free(Report& report) {
    const Fault& fault = report.fault;
    const std::string block = report.object(fault.object);
    const std::string name = report.name(fault.place);
    report.headline(fmt::format("{} is freed twice, now through {}", block, name));
    report.ask({fault.object}, words_of(report), true);
    const Life life = report.story.life(fault.object);
    tell_life(report, fault.object);
    if (fault.place.in != Where::In::Nowhere) tell_written(report, name, fault.place.address);
    report.here("freed again here");
    if (life.made) {
        report.note(fmt::format("{} was {}, {}", block, quantity(life.made->size, "byte"),
                                place(report, life.made->address)));
    }
    report.note("in C the second `free` would corrupt the allocator's lists, and fail much later");
    help_twice(report, life, name);
}

// ---- F304 --------------------------------------------------------------------------------------

namespace {

std::string target(const Report& report) {
    const Fault& fault = report.fault;
    const auto object = range_of(report, fault.object);
    const std::string name = report.object(fault.object);
    if (fault.object == ObjectId::None) return "no object: it is a number";
    if (!report.is_block(fault.object)) return name + ", which is no heap block";
    if (!object) return name;
    const std::int64_t offset = std::int64_t{raw(fault.address)} - raw(object->begin);
    if (offset < 0 || offset > object->size) {
        return fmt::format("a place outside {}", name);
    }
    return fmt::format("byte {} of {}, not its beginning", offset, name);
}

void help_invalid(Report& report, const std::string& name) {
    const ObjectId object = report.fault.object;
    if (object == ObjectId::None || report.verb() == "adopt") {
        return report.help(fmt::format("`{}` only what `alloc` gave", report.verb()));
    }
    if (report.is_block(object)) {
        return report.help(
            fmt::format("free the pointer that `alloc` gave; move only a copy of {} on", name));
    }
    report.help(report.find_static(object)
                    ? "take the `free` away: statics live as long as the program"
                    : "take the `free` away: locals end with their scope");
}

}  // namespace

void invalid_free(Report& report) {
    const Fault& fault = report.fault;
    const std::string name = report.name(fault.place);
    report.ask({fault.object}, words_of(report), true);
    report.headline(
        fmt::format("`{}` of {}, which points at {}", report.verb(), name, target(report)));
    if (const Static* it = report.find_static(fault.object)) {
        report.declared(it->span, fmt::format("static {} is declared here", code(it->name)));
    }
    tell_life(report, fault.object);
    if (fault.place.in != Where::In::Nowhere) tell_origin(report, fault.place.address);
    report.here("this is not the beginning of a living heap block");
    report.note(fmt::format("it points at {}: {}", place(report, fault.address),
                            what_lies_at(report, fault.address)));
    help_invalid(report, name);
}

}  // namespace freehold::reports
