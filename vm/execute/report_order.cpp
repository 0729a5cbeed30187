// SPDX-License-Identifier: MIT
// A note on raw pointers into different objects whose order was asked.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"

namespace freehold {

std::optional<Diagnostic> explain_order(const Machine& machine) {
    const StrangeOrder& order = machine.strange_order();
    if (order.step == 0) return std::nullopt;
    Fault place;
    place.index = order.index;
    place.step = order.step;
    reports::Report report{machine, place};
    report.full_names = true;
    report.diagnostic.severity = Severity::Note;
    report.ask({order.left.object, order.right.object}, {}, false);
    const std::string left = report.object(order.left.object);
    const std::string right = report.object(order.right.object);
    report.headline(fmt::format("the order of {} and {} means nothing", left, right));
    reports::tell_made(report, report.story.life(order.left.object));
    reports::tell_made(report, report.story.life(order.right.object));
    report.here("pointers into both are compared here");
    report.note(
        "raw pointers are ordered by address: between two objects that says only where "
        "they happen to lie");
    report.help("ask for the order of pointers into one object; of others, whether they are equal");
    return std::move(report.diagnostic);
}

}  // namespace freehold
