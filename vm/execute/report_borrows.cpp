// SPDX-License-Identifier: MIT
// F209, F212: borrows used for what they do not allow.
#include <fmt/format.h>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_origin.hpp"
#include "vm/execute/report_parts.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/declare_mut.hpp"

namespace freehold::reports {

namespace {

bool declares_mut(const Report& report, const Local* local) {
    return local != nullptr && report.program.type(local->type).kind == TypeKind::Mut;
}

/// `mut ` behind a `borrow` that made a pointer.
std::vector<Edit> as_exclusive(const Report& report, const std::optional<Event>& written) {
    if (!written) return {};
    const Span span = report.program.span_of(written->index);
    const std::string_view text = report.text(span);
    if (!text.starts_with("borrow ") || text.starts_with("borrow mut")) return {};
    return {{{span.file, span.begin + 6, span.begin + 6}, " mut"}};
}

/// `mut` for the `ref` in a declaration of its own: "counter: ref int".
std::vector<Edit> declared_exclusive(const Report& report, const Local* local) {
    if (local == nullptr || report.text(local->span).empty()) return {};
    const std::string_view all = report.program.sources[raw(local->span.file)].text();
    const auto skip_blanks = [&](std::size_t at) {
        return std::min(all.find_first_not_of(" \t", at), all.size());
    };
    std::size_t at = skip_blanks(local->span.end);
    if (all.substr(at, 1) != ":") return {};
    at = skip_blanks(at + 1);
    const std::string_view rest = all.substr(at);
    if (!rest.starts_with("ref ") && !rest.starts_with("ref? ")) return {};
    const auto begin = static_cast<std::uint32_t>(at);
    return {{{local->span.file, begin, begin + 3}, "mut"}};
}

/// Both ends have to say it: the declaration of the pointer, and the borrow it was given.
void help_to_write(Report& report, const std::string& name, const Local* local,
                   std::vector<Edit> borrow) {
    if (declares_mut(report, local)) {
        return report.help(fmt::format("{} is `mut` already: only what it is given has to change, "
                                       "to a `borrow mut`",
                                       name),
                           std::move(borrow));
    }
    std::vector<Edit> edits = declared_exclusive(report, local);
    edits.insert(edits.end(), borrow.begin(), borrow.end());
    report.help(fmt::format("to write, declare {} as `mut` and make it with `borrow mut`", name),
                std::move(edits));
}

void through_pointer(Report& report) {
    const auto slot = pointer_slot(report);
    const std::string name = slot ? report.slot(*slot) : "a shared borrow";
    const bool borrows = report.verb() == "borrow";
    report.headline(fmt::format("{} through {}, a shared borrow",
                                borrows ? "exclusive borrow" : "write", name));
    std::vector<Address> words;
    if (slot) words.push_back(report.slot_address(*slot));
    report.ask({report.fault.object}, words, true);
    tell_made(report, report.story.life(report.fault.object));
    std::optional<Event> written;
    if (slot) {
        written = report.story.word(report.slot_address(*slot)).written;
        tell_written(report, name, report.slot_address(*slot));
        const Local* local = report.local(*slot);
        tell_declared(report, local,
                      declares_mut(report, local) ? " as `mut`: it asks for an exclusive borrow"
                                                  : ": a `ref` only reads");
    }
    const std::string memory = memory_text(report);
    const std::string what = memory.empty() ? "it" : code(memory);
    report.here(fmt::format(
        "{} {}", what, borrows ? "could be written through this borrow" : "would be written here"));
    report.note(fmt::format("what it points at: {}", region(report, report.fault.object)));
    help_to_write(report, name, slot ? report.local(*slot) : nullptr,
                  as_exclusive(report, written));
}

void of_local(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    report.headline(fmt::format("exclusive borrow of {}, which is `ro`", name));
    tell_declared(report, report.local(place), " as `ro`: written once");
    report.here(fmt::format("{} could be written through this borrow", name));
    report.help("a shared `borrow` is enough to read it; to write it, declare it without `ro`");
}

void of_static(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = report.name(place);
    report.headline(fmt::format("exclusive borrow of {}, which is immutable", name));
    if (const Static* it = report.find_static(place.object)) {
        report.declared(it->span, "declared here, in the write-protected part of the data segment");
    }
    report.here("it could be written through this borrow");
    const Static* it = report.find_static(place.object);
    const bool lent = it != nullptr && is_borrowed_safely(report.program, *it);
    report.help(lent ? "declare it `data mut`, and write it with `store`: its borrows need "
                       "`unsafe` then"
                     : "declare it `data mut` to write it",
                it == nullptr ? std::vector<Edit>{} : declare_mut(report.program, *it));
}

}  // namespace

void write_through_shared(Report& report) {
    const Where& place = report.fault.place;
    if (place.in == Where::In::Frame) return of_local(report);
    if (place.in == Where::In::Memory) return of_static(report);
    through_pointer(report);
}

void borrow_stored(Report& report) {
    const Fault& fault = report.fault;
    const bool building = fault.place.building != TypeId::None;
    const std::string memory = memory_text(report);
    const std::string where = building         ? report.name(fault.place)
                              : memory.empty() ? "memory"
                                               : code(memory);
    const std::string kind = kind_words(fault.found);
    const std::string what = building ? kind : report.name(fault.place) + ", " + kind + ",";
    report.headline(fmt::format("{} cannot be stored in {}", what, where));
    const Address word{raw(fault.place.address) & ~7u};
    const ObjectId object = Pointer::from_word(report.machine.word_at(word)).object;
    report.ask({object}, {word}, true);
    tell_made(report, report.story.life(object));
    tell_origin(report, word);
    report.here(fmt::format("it would leave its slot for {} here", where));
    report.note("a borrow in memory could outlive what it borrows, and nobody would see it");
    report.help("store an owner, an index or a copy of the value; lend the borrow as an argument");
}

}  // namespace freehold::reports
