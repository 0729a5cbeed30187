// SPDX-License-Identifier: MIT
// Questions about what may be used.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "vm/base/text.hpp"
#include "vm/debug/rights.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

namespace {

constexpr const char* yes = "yes";
constexpr const char* is_zero = "yes: it is 0";
constexpr const char* no_value = "no: it has no value yet";
constexpr const char* moved = "no: it was moved away";
constexpr const char* dropped = "no: it was dropped";
constexpr const char* null = "no: it is null";
constexpr const char* gone = "no: what it points at is no more";
constexpr const char* ended = "no: its borrow has ended";
constexpr const char* lent = "no: it is lent";

/// What is right, and which other answers are wrong, not just less good.
struct Verdict {
    std::string right;
    std::vector<std::string> wrong;
    std::string why;
};

/// A slot whose value was taken out of it.
Verdict of_moved(const Look& look, const Named& named) {
    const Slot first = named.local->slot;
    const Slot last = static_cast<Slot>(first + named.local->words - 1);
    const Event* taken = look.record.last_taken(look.frame(), first, last, look.step());
    const bool was_dropped = taken != nullptr && taken->kind != EventKind::Move;
    return {was_dropped ? dropped : moved,
            {yes, no_value},
            taken == nullptr ? fmt::format("the value of `{}` was moved away", named.name)
                             : happened(look, *taken)};
}

Verdict of_dangling(const Look& look, const Named& named, Pointer pointer) {
    const Event* death = look.record.death(pointer.object);
    std::string why = death == nullptr
                          ? fmt::format("what `{}` points at is no more", named.name)
                          : fmt::format("`{}` points into {}; {}", named.name,
                                        block_name(pointer.object), happened(look, *death));
    return {gone, {yes, no_value, null}, std::move(why)};
}

/// A borrow or owner that has a value.
std::optional<Verdict> of_pointer(const Look& look, const Named& named, TypeKind kind) {
    const auto pointer = Pointer::from_word(look.scene.machine().word_at(named.place.address));
    if (pointer.is_null()) {
        return Verdict{null, {yes, no_value, gone}, fmt::format("`{}` is null", named.name)};
    }
    const ObjectInfo object = look.scene.machine().object(pointer.object);
    if (object.kind == ObjectInfo::Kind::None) return std::nullopt;
    if (!object.alive) return of_dangling(look, named, pointer);
    if (kind == TypeKind::Raw) return std::nullopt;
    if (const LoanInfo* loan = look.scene.loan_in(named.place.address)) {
        if (!loan->alive) {
            return Verdict{
                ended,
                {yes, no_value, gone},
                fmt::format("the borrow in `{}` {}", named.name, debug::loan_story(*loan))};
        }
        if (!debug::rights_through(look.scene, named.place).read) return std::nullopt;
    }
    const debug::Found content = debug::find_place(look.scene, "[" + named.name + "]");
    if (!content || debug::known_of(look.scene, *content.place) != debug::Known::All) {
        return std::nullopt;
    }
    const std::string target = object.kind == ObjectInfo::Kind::Block
                                   ? block_name(pointer.object)
                                   : in_backticks(look.scene.name_of(pointer.address));
    return Verdict{yes,
                   {no_value, kind == TypeKind::Own ? moved : ended, gone},
                   fmt::format("`{}` {} {}, which is alive, and nothing stands in the way",
                               named.name, kind == TypeKind::Own ? "owns" : "borrows", target)};
}

/// Whether the borrow in a slot is used once more before the slot is given another value: an
/// exclusive one that is not stands in nobody's way any more.
bool is_used_later(const Look& look, Address slot) {
    constexpr Step far = 2'000;
    const Snapshot here = look.machine.snapshot();
    Pauses pauses;
    pauses.watched.push_back({slot, 8, true, true});
    look.machine.run_until(look.step() + far, pauses);
    const std::vector<Touch> touched = look.machine.touched();
    const bool used =
        look.machine.paused() && std::any_of(touched.begin(), touched.end(),
                                             [](const Touch& touch) { return !touch.write; });
    look.machine.go_back_to(here);
    return used;
}

std::optional<Verdict> of_lent(const Look& look, const Named& named,
                               const std::vector<const LoanInfo*>& loans) {
    const auto exclusive =
        std::find_if(loans.begin(), loans.end(), [](const auto* loan) { return loan->exclusive; });
    const std::string holders = debug::holders_text(look.scene, loans, &look.frame());
    if (exclusive == loans.end()) {
        return Verdict{
            yes,
            {no_value, moved, lent},
            fmt::format("`{}` is lent to {}, but shared: all may read", named.name, holders)};
    }
    if (!is_used_later(look, (*exclusive)->slot)) return std::nullopt;
    return Verdict{
        lent,
        {yes, no_value, moved},
        fmt::format("`{}` is lent exclusively to {}, which is still used", named.name, holders)};
}

std::optional<Verdict> verdict_of(const Look& look, const Named& named) {
    const Type& type = look.program().type(named.local->type);
    const debug::Known known = debug::known_of(look.scene, named.place);
    if (known == debug::Known::Some) return std::nullopt;
    if (known == debug::Known::Moved) return of_moved(look, named);
    if (known == debug::Known::None) {
        std::vector<std::string> wrong{yes};
        wrong.push_back(type.owns ? moved : is_pointer(type.kind) ? gone : is_zero);
        if (type.nullable) wrong.push_back(null);
        return Verdict{no_value, std::move(wrong),
                       fmt::format("nothing has given `{}` a value so far", named.name)};
    }
    const auto loans = debug::loans_of(look.scene, named.place);
    if (!loans.empty()) return of_lent(look, named, loans);
    if (is_pointer(type.kind)) return of_pointer(look, named, type.kind);
    return Verdict{yes,
                   {no_value, moved, lent},
                   fmt::format("`{}` has its value, and nobody borrows it", named.name)};
}

const std::vector<const char*>& answers_in_order() {
    static const std::vector<const char*> order{yes,  is_zero, no_value, moved, dropped,
                                                null, gone,    ended,    lent};
    return order;
}

std::string question_about(const Named& named, TypeKind kind) {
    const std::string what = is_pointer(kind) ? "[" + named.name + "]" : named.name;
    return fmt::format("may `{}` be read now?", what);
}

}  // namespace

void ask_valid(const Look& look) {
    for (const Named& named : look.random.some_of(locals_in_scope(look), 3)) {
        const auto verdict = verdict_of(look, named);
        if (!verdict) continue;
        const std::set<std::string> offered(verdict->wrong.begin(), verdict->wrong.end());
        std::vector<std::string> choices;
        for (const char* answer : answers_in_order()) {
            if (answer == verdict->right || offered.contains(answer)) choices.emplace_back(answer);
        }
        ask(look, Kind::Valid, look.scene.name_of(named.place.address),
            question_about(named, look.program().type(named.local->type).kind), std::move(choices),
            verdict->right, verdict->why);
    }
}

}  // namespace freehold::quiz
