// SPDX-License-Identifier: MIT
#include "vm/debug/rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "vm/base/text.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

std::string Rights::letters() const {
    return std::string{read ? 'R' : '-'} + (write ? 'W' : '-') + (own ? 'O' : '-');
}

// ---- loans -------------------------------------------------------------------------------------

namespace {

constexpr std::size_t most_holders = 3;

bool has(const Place& place, Address address) {
    return address >= place.address && address - place.address < std::max(place.size, 1u);
}

bool overlaps(const Place& place, const LoanInfo& loan) {
    return has(place, loan.begin) ||
           (loan.begin < place.address && loan.begin + loan.size > place.address);
}

/// Whether the place owns the block, perhaps through others.
bool owns_block(const Scene& scene, const Place& place, ObjectId block) {
    if (has(place, scene.root_owner(block))) return true;
    if (scene.machine().layout().segment_of(place.address) != Segment::Heap) return false;
    for (std::size_t k = 0; k <= scene.chunks().size(); ++k) {
        const OwnerInfo* owner = scene.owner_of(block);
        if (owner == nullptr) return false;
        if (has(place, owner->word)) return true;
        const ChunkInfo* outer = scene.chunk_at(owner->word);
        if (outer == nullptr) return false;
        block = outer->object;
    }
    return false;
}

/// What a borrower has lent on is the borrower's business, and so are copies: of those the first,
/// which is the outermost, stands for all.
void drop_descendants(std::vector<const LoanInfo*>& loans) {
    std::unordered_map<std::uint32_t, const LoanInfo*> outermost;
    for (const LoanInfo* loan : loans) outermost[loan->number] = loan;
    std::erase_if(loans, [&](const LoanInfo* loan) {
        const bool copy = loan->number != 0 && outermost[loan->number] != loan;
        return copy || (loan->parent != 0 && outermost.contains(loan->parent));
    });
}

std::size_t copies_of(const Scene& scene, const LoanInfo& loan) {
    if (loan.number == 0) return 0;
    const auto& all = scene.loans();
    const auto same = std::count_if(
        all.begin(), all.end(), [&](const LoanInfo& other) { return other.number == loan.number; });
    return static_cast<std::size_t>(same) - 1;
}

}  // namespace

std::vector<const LoanInfo*> loans_of(const Scene& scene, const Place& place) {
    std::vector<const LoanInfo*> found;
    for (const LoanInfo& loan : scene.loans()) {
        if (!loan.alive) continue;
        const bool of_block = scene.block(loan.object) != nullptr;
        if (overlaps(place, loan) || (of_block && owns_block(scene, place, loan.object))) {
            found.push_back(&loan);
        }
    }
    drop_descendants(found);
    std::stable_sort(found.begin(), found.end(),
                     [](auto* a, auto* b) { return a->made < b->made; });
    return found;
}

std::string holders_text(const Scene& scene, const std::vector<const LoanInfo*>& loans,
                         const FrameInfo* frame) {
    const std::string own = frame == nullptr ? "" : scene.frame_name(*frame) + ".";
    std::vector<std::string> texts;
    for (const LoanInfo* loan : loans) {
        if (texts.size() == most_holders) break;
        std::string name = scene.name_of(loan->slot);
        if (!own.empty() && name.starts_with(own)) name = name.substr(own.size());
        std::string text = "`" + name + "`";
        if (loan->known) text += fmt::format(" since @{}", loan->made);
        if (const std::size_t copies = copies_of(scene, *loan)) {
            text += fmt::format(" ({})", quantity(copies, "copy"));
        }
        texts.push_back(std::move(text));
    }
    if (loans.size() > most_holders) {
        texts.push_back(with_commas(loans.size() - most_holders) + " more");
    }
    return list_of(texts, "and");
}

namespace {

const char* ending_words(Code code) {
    switch (code) {
        case Code::TwoExclusiveBorrows: return "it was borrowed exclusively once more";
        case Code::SharedAndExclusive: return "it was borrowed in the other way";
        case Code::ReadWhileExclusive: return "it was read past the borrow";
        case Code::AssignedWhileBorrowed: return "it was given another value";
        case Code::MovedWhileBorrowed: return "its owner was moved or dropped";
        default: return "what it borrowed is no more";
    }
}

}  // namespace

std::string loan_story(const LoanInfo& loan) {
    if (!loan.alive) {
        const std::string why = ending_words(loan.code);
        return loan.known ? fmt::format("ended @{}: {}", loan.ended, why) : why;
    }
    return loan.known ? fmt::format("since @{}", loan.made) : "";
}

// ---- rights ------------------------------------------------------------------------------------

namespace {

bool is_constant(const Scene& scene, const Place& place) {
    const Layout& layout = scene.machine().layout();
    return layout.segment_of(place.address) == Segment::Code ||
           (layout.segment_of(place.address) == Segment::Data &&
            place.address < layout.data_writable);
}

bool may_own(const Scene& scene, const Place& place) {
    if (place.type != TypeId::None) return scene.program().type(place.type).owns;
    return owns(scene.machine().word_info(place.address).kind);
}

const char* state_reason(Known known) {
    switch (known) {
        case Known::All: return "";
        case Known::Some: return "parts of it hold no value";
        case Known::None: return "no value yet";
        case Known::Moved: return "moved";
    }
    return "";
}

}  // namespace

Rights rights_of(const Scene& scene, const Place& place) {
    const Known known = known_of(scene, place);
    const auto loans = loans_of(scene, place);
    const bool exclusively =
        std::any_of(loans.begin(), loans.end(), [](auto* loan) { return loan->exclusive; });
    const bool constant = is_constant(scene, place);
    const bool final = known == Known::All && scene.machine().word_info(place.address).ro;
    Rights rights;
    rights.read = known == Known::All && !exclusively;
    rights.write = loans.empty() && !constant && !final;
    rights.own = known == Known::All && loans.empty() && may_own(scene, place);
    if (!loans.empty()) {
        const FrameInfo* frame = scene.frame_at(place.address);
        rights.reason = std::string{exclusively ? "lent exclusively to " : "lent to "} +
                        holders_text(scene, loans, frame);
    } else if (known != Known::All) {
        rights.reason = state_reason(known);
    } else if (constant || final) {
        rights.reason = constant ? "a constant" : "`ro`: it has its value";
    }
    return rights;
}

namespace {

/// The live borrows that were made through one.
std::vector<const LoanInfo*> lent_on(const Scene& scene, const LoanInfo& loan) {
    std::vector<const LoanInfo*> found;
    for (const LoanInfo& other : scene.loans()) {
        if (other.alive && loan.number != 0 && other.parent == loan.number) found.push_back(&other);
    }
    return found;
}

Rights through_loan(const Scene& scene, const Place& slot, const LoanInfo& loan) {
    Rights rights;
    if (!loan.alive) {
        rights.reason = loan_story(loan);
        return rights;
    }
    const auto children = lent_on(scene, loan);
    const bool exclusively =
        std::any_of(children.begin(), children.end(), [](auto* child) { return child->exclusive; });
    rights.read = !exclusively;
    rights.write = loan.exclusive && children.empty();
    rights.reason = loan_story(loan);
    if (loan.exclusive && !children.empty()) {
        rights.reason = "lent on to " + holders_text(scene, children, scene.frame_at(slot.address));
    }
    return rights;
}

}  // namespace

Rights rights_through(const Scene& scene, const Place& slot) {
    const WordInfo info = scene.machine().word_info(slot.address);
    const auto pointer = Pointer::from_word(scene.machine().word_at(slot.address));
    Rights rights;
    if (const Known known = known_of(scene, slot); known != Known::All) {
        rights.reason = state_reason(known);
        return rights;
    }
    if (!is_pointer(info.kind) || pointer.is_null()) {
        rights.reason = is_pointer(info.kind) ? "null" : "no pointer";
        return rights;
    }
    if (const LoanInfo* loan = scene.loan_in(slot.address)) {
        return through_loan(scene, slot, *loan);
    }
    const ObjectInfo object = scene.machine().object(pointer.object);
    rights.read = object.alive;
    rights.write = object.alive && writes_through(info.kind);
    if (!object.alive) {
        rights.reason = object.kind == ObjectInfo::Kind::None ? "no provenance: a number as address"
                                                              : "what it points at is no more";
    }
    return rights;
}

}  // namespace freehold::debug
