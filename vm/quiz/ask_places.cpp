// SPDX-License-Identifier: MIT
// Questions about where things are: segments, and pointers to one block.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

namespace {

const std::vector<std::string>& segment_choices() {
    static const std::vector<std::string> words{"code", "data", "BSS", "heap", "stack"};
    return words;
}

std::string segment_word(Segment segment) {
    return segment == Segment::Bss ? "BSS" : segment_name(segment);
}

/// Something that lies in a segment, and why there.
struct Subject {
    std::string about;
    std::string text;
    Address address{};
    std::string why;
};

/// What a pointer in a slot leads to, where that is alive.
std::optional<Pointer> target_of(const Look& look, const Named& named) {
    const TypeKind kind = look.program().type(named.local->type).kind;
    if (!is_pointer(kind) || debug::known_of(look.scene, named.place) != debug::Known::All) {
        return std::nullopt;
    }
    const auto pointer = Pointer::from_word(look.scene.machine().word_at(named.place.address));
    if (pointer.is_null() || !look.scene.machine().object(pointer.object).alive) {
        return std::nullopt;
    }
    return pointer;
}

std::string why_there(const Look& look, Pointer target) {
    const Machine& machine = look.scene.machine();
    const std::string place = in_backticks(machine.place_name(target.address));
    switch (machine.object(target.object).kind) {
        case ObjectInfo::Kind::Block:
            return fmt::format("it leads to {}: {}", block_made(look, target.object), place);
        case ObjectInfo::Kind::Local:
            return fmt::format("it leads to `{}`, which lies in a frame: {}",
                               look.scene.name_of(target.address), place);
        case ObjectInfo::Kind::Static:
            return fmt::format("it leads to the static `{}`: {}",
                               look.scene.name_of(target.address), place);
        default: return "it leads to " + place;
    }
}

void add_locals(const Look& look, std::vector<Subject>& subjects) {
    for (const Named& named : locals_in_scope(look)) {
        const std::string place = look.scene.machine().place_name(named.place.address);
        std::string why =
            fmt::format("`{}` is a local: it lies in the frame of `{}`, at {}", named.name,
                        look.scene.frame_name(look.frame()), in_backticks(place));
        const auto target = target_of(look, named);
        if (target) why += ", whatever it points at";
        subjects.push_back({"local " + look.scene.name_of(named.place.address, named.place.type),
                            fmt::format("in which segment is `{}` itself?", named.name),
                            named.place.address, why});
        if (!target || look.scene.machine().object(target->object).size == 0) continue;
        const bool inside = target->address - look.scene.machine().object(target->object).address <
                            look.scene.machine().object(target->object).size;
        if (!inside) continue;
        subjects.push_back({fmt::format("target of {}", look.scene.name_of(named.place.address)),
                            fmt::format("in which segment is what `{}` points at?", named.name),
                            target->address, why_there(look, *target)});
    }
}

void add_statics(const Look& look, std::vector<Subject>& subjects) {
    for (const Static& it : look.program().statics) {
        if (it.size == 0) continue;
        const bool bss = it.segment == Segment::Bss;
        const char* word = bss ? "bss" : it.mut ? "data mut" : "data";
        const char* why = bss ? "zeroed, and not in the image" : "its bytes are in the image";
        subjects.push_back({"static " + it.name, fmt::format("in which segment is `{}`?", it.name),
                            it.address,
                            fmt::format("`{}` is declared with `{}`: {}", it.name, word, why)});
    }
}

void add_code(const Look& look, std::vector<Subject>& subjects) {
    const Function& function = look.program().function(look.frame().function);
    subjects.push_back(
        {"function " + function.name,
         fmt::format("in which segment are the instructions of `{}`?", function.name),
         code_address(function.first),
         "instructions lie in the code segment, which may be read and run, but not written"});
}

}  // namespace

void ask_segment(const Look& look) {
    std::vector<Subject> subjects;
    add_locals(look, subjects);
    add_statics(look, subjects);
    add_code(look, subjects);
    for (Subject& it : look.random.some_of(std::move(subjects), 3)) {
        const Segment segment = look.scene.machine().layout().segment_of(it.address);
        ask(look, Kind::Segment, it.about, it.text, segment_choices(), segment_word(segment),
            it.why);
    }
}

// ---- pointers to one block ----------------------------------------------------------------------

namespace {

struct Reaching {
    Named named;
    ObjectId block;
    bool owns;
};

std::vector<Reaching> pointers_to_blocks(const Look& look) {
    std::vector<Reaching> found;
    for (const Named& named : locals_in_scope(look)) {
        const auto target = target_of(look, named);
        if (!target || look.scene.block(target->object) == nullptr) continue;
        const bool owns = look.program().type(named.local->type).kind == TypeKind::Own;
        found.push_back({named, target->object, owns});
    }
    return found;
}

std::string leads_to(const Reaching& it) {
    return fmt::format("`{}` {} {}", it.named.name, it.owns ? "owns" : "points into",
                       block_name(it.block));
}

}  // namespace

void ask_same_block(const Look& look) {
    const std::vector<Reaching> pointers = pointers_to_blocks(look);
    struct Pair {
        Reaching a, b;
    };
    std::vector<Pair> pairs;
    for (std::size_t a = 0; a < pointers.size(); ++a) {
        for (std::size_t b = a + 1; b < pointers.size(); ++b) {
            pairs.push_back({pointers[a], pointers[b]});
        }
    }
    for (const Pair& pair : look.random.some_of(std::move(pairs), 2)) {
        const bool same = pair.a.block == pair.b.block;
        std::string why = leads_to(pair.a) + ", " + leads_to(pair.b);
        if (!same && pair.a.owns && pair.b.owns) why += ": two owners never own the same block";
        ask(look, Kind::SameBlock,
            look.scene.name_of(pair.a.named.place.address) + " " +
                look.scene.name_of(pair.b.named.place.address),
            fmt::format("do `{}` and `{}` point into the same block?", pair.a.named.name,
                        pair.b.named.name),
            {"yes", "no"}, same ? "yes" : "no", why);
    }
}

}  // namespace freehold::quiz
