// SPDX-License-Identifier: MIT
#include "vm/debug/place.hpp"

#include <fmt/format.h>

#include <charconv>

#include "vm/base/text.hpp"
#include "vm/debug/place_reader.hpp"
#include "vm/debug/place_steps.hpp"
#include "vm/debug/place_words.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// Places in brackets in one another.
constexpr int deepest = 16;

class Parser : PlaceReader {
public:
    Parser(const Scene& scene, std::string_view text, const FrameInfo* frame)
        : PlaceReader(text), m_scene(scene), m_frame(frame) {}

    Found parse() {
        Place place;
        if (path(place, 0) && at_end()) return {std::move(place), {}};
        return {std::nullopt, problem()};
    }

private:
    const Program& program() const { return m_scene.program(); }
    const Machine& machine() const { return m_scene.machine(); }
    const Type& type(const Place& place) const { return program().type(place.type); }

    // ---- a base and what follows it -----------------------------------------------------------
    bool path(Place& place, int depth) {
        if (depth > deepest) return fail("so many brackets name no place");
        if (!base(place, depth)) return false;
        while (true) {
            if (take('.')) {
                if (!field(place)) return false;
            } else if (take('[')) {
                if (!element(place, depth)) return false;
            } else if (take('+')) {
                return offset(place);
            } else {
                return true;
            }
        }
    }

    bool base(Place& place, int depth) {
        if (take('[')) {
            if (!path(place, depth + 1)) return false;
            if (!take(']')) return fail(unexpected());
            return arrive(place, follow(m_scene, place));
        }
        if (take('*')) return path(place, depth + 1) && arrive(place, follow(m_scene, place));
        if (take('#')) return block(place);
        if (next_is_digit()) return number(place);
        const std::string_view name = take_name();
        if (name.empty()) return fail(unexpected());
        return named(place, name);
    }

    bool number(Place& place) {
        std::uint64_t address = 0;
        return take_number(address) && at_address(place, address);
    }

    bool at_address(Place& place, std::uint64_t address) {
        const Layout& layout = machine().layout();
        const auto low = static_cast<std::uint32_t>(address);
        const Segment segment =
            address > 0xffffffff ? Segment::None : layout.segment_of(Address{low});
        if (segment == Segment::None || segment == Segment::Gap) {
            return fail(no_segment(m_scene, address));
        }
        place = place_at(m_scene, Address{low});
        return true;
    }

    bool block(Place& place) {
        std::uint64_t id = 0;
        if (!take_number(id)) return false;
        const ChunkInfo* chunk =
            id > 0xffffffff ? nullptr : m_scene.block(ObjectId{static_cast<std::uint32_t>(id)});
        if (chunk == nullptr) return fail(no_block(m_scene, id));
        place.address = chunk->block();
        place.size = chunk->asked;
        place.type = m_scene.block_type(chunk->object);
        place.name = fmt::format("#{}", id);
        return true;
    }

    /// "+8": so many bytes on.
    bool offset(Place& place) {
        std::uint64_t bytes = 0;
        if (!take_number(bytes)) return false;
        return at_address(place, raw(place.address) + bytes);
    }

    // ---- names --------------------------------------------------------------------------------
    bool named(Place& place, std::string_view name) {
        const std::string_view after = rest();
        if (std::uint64_t activation = 0; activation_follows(activation)) {
            return of_function(place, name, activation);
        }
        go_back(after);
        if ((next() == '+' || next() == '-') && of_segment(place, name)) return problem().empty();
        std::vector<const Local*> elsewhere;
        if (m_frame != nullptr && local(place, *m_frame, name, elsewhere)) return true;
        if (of_static(place, name)) return true;
        if (is_function(name)) return of_function(place, name, 0);
        if (!elsewhere.empty()) return fail(out_of_scope(m_scene, *m_frame, elsewhere));
        return fail(unknown_name(m_scene, m_frame, name));
    }

    /// "#2" or "(2)".
    bool activation_follows(std::uint64_t& activation) {
        if (next() == '#') return take('#') && take_number(activation);
        return next() == '(' && take('(') && take_number(activation) && take(')');
    }

    /// "heap+0x10", "stack-0x28". False: the name is no segment's.
    bool of_segment(Place& place, std::string_view name) {
        const Layout& layout = machine().layout();
        std::uint64_t from = 0;
        if (name == "code") from = raw(Layout::code_begin);
        if (name == "data") from = raw(layout.data_begin);
        if (name == "bss") from = raw(layout.bss_begin);
        if (name == "heap") from = raw(layout.heap_begin);
        if (name == "stack") from = raw(layout.stack_end);
        if (from == 0) return false;
        const bool down = take('-');
        if (!down) take('+');
        std::uint64_t bytes = 0;
        if (!take_number(bytes)) return true;
        if (bytes > 0xffffffff || (down && bytes > from)) {
            fail(fmt::format("`{}` lies in no segment", all()));
            return true;
        }
        at_address(place, down ? from - bytes : from + bytes);
        return true;
    }

    bool local(Place& place, const FrameInfo& frame, std::string_view name,
               std::vector<const Local*>& elsewhere) {
        const Function& function = program().function(frame.function);
        const Local* found = nullptr;
        for (const Local& it : function.locals) {
            if (it.name != name) continue;
            if (Scene::is_in_scope(frame, it)) {
                found = &it;  // the innermost scope's comes last
            } else {
                elsewhere.push_back(&it);
            }
        }
        if (found == nullptr) return name == "result" && result(place, frame);
        const Spot spot = m_scene.spot_of(frame, *found);
        place = {spot.address, spot.type, spot.size,
                 m_scene.frame_name(frame) + "." + std::string{name}};
        return true;
    }

    bool result(Place& place, const FrameInfo& frame) {
        const Function& function = program().function(frame.function);
        if (function.result_words == 0) return false;
        const Address address = frame.fp - (16 + 8u * function.result_words);
        place = {address, function.result, program().type(function.result).size,
                 m_scene.frame_name(frame) + ".result"};
        return true;
    }

    bool of_static(Place& place, std::string_view name) {
        for (const Static& it : program().statics) {
            if (it.name != name) continue;
            place = {it.address, it.type, it.size, it.name};
            return true;
        }
        return false;
    }

    bool is_function(std::string_view name) const {
        for (const Function& it : program().functions) {
            if (it.name == name) return true;
        }
        return false;
    }

    /// "main.x": of the innermost living frame, or the one of that number; without a field the
    /// code.
    bool of_function(Place& place, std::string_view name, std::uint64_t activation) {
        if (!is_function(name)) return fail(unknown_name(m_scene, m_frame, name));
        if (!take('.')) {
            if (activation != 0) return fail(unexpected());
            return code(place, name);
        }
        const std::string_view field = take_name();
        if (field.empty()) return fail(unexpected());
        const FrameInfo* frame = frame_of(name, activation);
        if (frame == nullptr) return fail(no_frame(name, activation));
        std::vector<const Local*> elsewhere;
        if (local(place, *frame, field, elsewhere)) return true;
        if (!elsewhere.empty()) return fail(out_of_scope(m_scene, *frame, elsewhere));
        std::vector<std::string_view> names;
        for (const Local& it : program().function(frame->function).locals) names.push_back(it.name);
        return fail(fmt::format("`{}` has no local `{}`", name, field) +
                    did_you_mean(field, names));
    }

    const FrameInfo* frame_of(std::string_view name, std::uint64_t activation) const {
        for (const FrameInfo& frame : m_scene.frames()) {
            if (program().function(frame.function).name != name) continue;
            if (activation == 0 || m_scene.activation(frame) == activation) return &frame;
        }
        return nullptr;
    }

    std::string no_frame(std::string_view name, std::uint64_t activation) const {
        const FrameInfo* newest = frame_of(name, 0);
        if (newest == nullptr) return fmt::format("`{}` has no frame now: it is not called", name);
        const std::uint32_t frames = m_scene.activation(*newest);
        return fmt::format("`{}` has no frame #{} now: {}", name, activation,
                           frames == 1 ? "it has only one" : fmt::format("it has {}", frames));
    }

    bool code(Place& place, std::string_view name) {
        for (const Function& it : program().functions) {
            if (it.name != name) continue;
            place.address = code_address(it.first);
            place.size = it.count * static_cast<std::uint32_t>(sizeof(Instruction));
            place.name = it.name;
        }
        return true;
    }

    // ---- steps --------------------------------------------------------------------------------
    bool arrive(Place& place, Found found) {
        if (!found) return fail(std::move(found.problem));
        place = std::move(*found.place);
        return true;
    }

    bool field(Place& place) {
        const std::string_view name = take_name();
        if (name.empty()) return fail(unexpected());
        return arrive(place, field_of(m_scene, place, name));
    }

    bool element(Place& place, int depth) {
        std::int64_t index = 0;
        return index_value(index, depth) && arrive(place, element_of(m_scene, place, index));
    }

    /// A number, or a place that holds one; and the bracket behind it.
    bool index_value(std::int64_t& index, int depth) {
        const bool minus = take('-');
        if (next_is_digit()) {
            std::uint64_t number = 0;
            if (!take_number(number)) return false;
            index = static_cast<std::int64_t>(number & ~0ull >> 1) * (minus ? -1 : 1);
        } else {
            Place place;
            if (minus || !path(place, depth + 1)) return problem().empty() && fail(unexpected());
            const bool number = place.type != TypeId::None && is_integer(type(place).kind);
            if (!number) return fail(fmt::format("`{}` is no number", place.name));
            if (known_of(m_scene, place) != Known::All) {
                return fail(fmt::format("`{}` has no value yet", place.name));
            }
            index = integer_at(m_scene, place);
        }
        return take(']') || fail(unexpected());
    }

    const Scene& m_scene;
    const FrameInfo* m_frame;
};

}  // namespace

Found find_place(const Scene& scene, std::string_view text, std::uint32_t depth) {
    return Parser(scene, text, scene.frame(depth)).parse();
}

Place place_at(const Scene& scene, Address address) {
    Place place{.address = address, .size = 8, .by_address = true};
    place.name = scene.machine().place_name(address);
    if (const TypeId scalar = scene.scalar_type(address); scalar != TypeId::None) {
        place.type = scalar;
        place.size = scene.program().type(scalar).size;
    } else if (const auto spot = scene.value_at(address)) {
        const std::uint32_t left = spot->size - (address - spot->address);
        place.size = address - spot->address < spot->size ? left : 0;
        if (address == spot->address) place.type = spot->type;
    }
    return place;
}

}  // namespace freehold::debug
