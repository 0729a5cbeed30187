// SPDX-License-Identifier: MIT
#include "vm/debug/place.hpp"

#include <fmt/format.h>

#include <charconv>

#include "vm/base/text.hpp"
#include "vm/debug/place_words.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// Places in brackets in one another.
constexpr int deepest = 16;

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
public:
    Parser(const Scene& scene, std::string_view text, const FrameInfo* frame)
        : m_scene(scene), m_all(text), m_rest(text), m_frame(frame) {}

    Found parse() {
        Place place;
        if (!path(place, 0)) return {std::nullopt, m_problem};
        skip_blanks();
        if (!m_rest.empty()) return {std::nullopt, unexpected()};
        return {std::move(place), {}};
    }

private:
    const Program& program() const { return m_scene.program(); }
    const Machine& machine() const { return m_scene.machine(); }
    const Type& type(const Place& place) const { return program().type(place.type); }

    bool fail(std::string problem) {
        m_problem = std::move(problem);
        return false;
    }
    std::string unexpected() const {
        const std::string all = printable(m_all);
        if (m_all.find_first_not_of(' ') == m_all.npos) return "a place is missing";
        if (m_rest.empty()) return fmt::format("`{}` ends too early to name a place", all);
        return fmt::format("`{}` names no place: `{}` is not expected there", all,
                           printable(m_rest));
    }

    // ---- characters ---------------------------------------------------------------------------
    void skip_blanks() {
        while (!m_rest.empty() && m_rest.front() == ' ') m_rest.remove_prefix(1);
    }
    bool take(char c) {
        skip_blanks();
        if (m_rest.empty() || m_rest.front() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool next_is_digit() {
        skip_blanks();
        return !m_rest.empty() && is_digit(m_rest.front());
    }
    std::string_view take_name() {
        skip_blanks();
        std::size_t n = 0;
        while (n < m_rest.size() && (begins_name(m_rest[n]) || (n > 0 && is_digit(m_rest[n])))) ++n;
        const std::string_view name = m_rest.substr(0, n);
        m_rest.remove_prefix(n);
        return name;
    }
    bool take_number(std::uint64_t& number) {
        skip_blanks();
        const bool hex = m_rest.starts_with("0x") || m_rest.starts_with("0X");
        const std::string_view digits = m_rest.substr(hex ? 2 : 0);
        const char* end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, number, hex ? 16 : 10);
        if (read.ec == std::errc::invalid_argument) return fail(unexpected());
        if (read.ec != std::errc{}) return fail(fmt::format("`{}` is too large", printable(m_all)));
        m_rest = digits.substr(static_cast<std::size_t>(read.ptr - digits.data()));
        return true;
    }

    // ---- a base and what follows it -----------------------------------------------------------
    bool path(Place& place, int depth) {
        if (depth > deepest) return fail("so many brackets name no place");
        if (!base(place, depth)) return false;
        while (true) {
            if (take('.')) {
                if (!field(place)) return false;
            } else if (take('[')) {
                if (!element(place, depth)) return false;
            } else if (!m_rest.empty() && m_rest.front() == '+') {
                take('+');
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
            return follow(place);
        }
        if (take('*')) return path(place, depth + 1) && follow(place);
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
        const std::string_view after = m_rest;
        if (std::uint64_t activation = 0; activation_follows(activation)) {
            return of_function(place, name, activation);
        }
        m_rest = after;
        if (!m_rest.empty() && (m_rest.front() == '+' || m_rest.front() == '-') &&
            of_segment(place, name)) {
            return m_problem.empty();
        }
        std::vector<const Local*> elsewhere;
        if (m_frame != nullptr && local(place, *m_frame, name, elsewhere)) return true;
        if (of_static(place, name)) return true;
        if (is_function(name)) return of_function(place, name, 0);
        if (!elsewhere.empty()) return fail(out_of_scope(m_scene, *m_frame, elsewhere));
        return fail(unknown_name(m_scene, m_frame, name));
    }

    /// "#2" or "(2)".
    bool activation_follows(std::uint64_t& activation) {
        if (m_rest.empty() || (m_rest.front() != '#' && m_rest.front() != '(')) return false;
        const bool bracket = m_rest.front() == '(';
        m_rest.remove_prefix(1);
        return take_number(activation) && (!bracket || take(')'));
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
            fail(fmt::format("`{}` lies in no segment", printable(m_all)));
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
    /// What the pointer in the place points at.
    bool follow(Place& place) {
        const bool typed = place.type != TypeId::None;
        const ValueKind kind = machine().word_info(place.address).kind;
        if (typed ? !is_pointer(type(place).kind) : !is_pointer(kind)) {
            const std::string what = typed ? "`" + type_name(program(), place.type) + "`" : "bytes";
            return fail(fmt::format("`{}` is {}, and points at nothing", place.name, what));
        }
        const Known known = known_of(m_scene, {place.address, TypeId::None, 8, {}});
        if (known == Known::Moved) return fail(fmt::format("`{}` was moved", place.name));
        if (known != Known::All) return fail(fmt::format("`{}` has no value yet", place.name));
        const auto pointer = Pointer::from_word(machine().word_at(place.address));
        if (pointer.is_null()) return fail(fmt::format("`{}` is null", place.name));
        return arrive(place, pointer, typed ? type(place).element : TypeId::None);
    }

    bool arrive(Place& place, Pointer pointer, TypeId to) {
        const ObjectInfo object = machine().object(pointer.object);
        if (object.kind != ObjectInfo::Kind::None && !object.alive) {
            const bool block = object.kind == ObjectInfo::Kind::Block;
            return fail(block ? fmt::format("`{}` points at block #{}, which is no more: it was "
                                            "freed",
                                            place.name, raw(pointer.object))
                              : fmt::format("`{}` points at a local that is no more", place.name));
        }
        const Segment segment = machine().layout().segment_of(pointer.address);
        if (segment == Segment::None || segment == Segment::Gap) {
            return fail(fmt::format("`{}` points at {}, in no segment", place.name,
                                    machine().place_name(pointer.address)));
        }
        const Address end = object.address + object.size;
        const std::uint32_t left =
            object.alive && pointer.address <= end ? end - pointer.address : 0;
        const bool sized = to != TypeId::None && program().type(to).kind != TypeKind::Run;
        place = {pointer.address, to, sized ? program().type(to).size : left,
                 "[" + place.name + "]"};
        return true;
    }

    bool is_pointer_place(const Place& place) const {
        return place.type != TypeId::None && is_pointer(type(place).kind);
    }

    /// Through pointers, as many as there are: `p.next`, `p[3]`.
    bool reach(Place& place) {
        const std::string name = place.name;
        for (int k = 0; k < deepest && is_pointer_place(place); ++k) {
            if (!follow(place)) return false;
        }
        place.name = name;
        return true;
    }

    bool field(Place& place) {
        const std::string_view name = take_name();
        if (name.empty()) return fail(unexpected());
        if (!reach(place)) return false;
        if (place.type == TypeId::None || type(place).kind != TypeKind::Struct) {
            return fail(no_fields(place, name));
        }
        for (const Field& it : program().structs[type(place).structure].fields) {
            if (it.name != name) continue;
            place = {place.address + it.offset, it.type, program().type(it.type).size,
                     place.name + "." + it.name};
            return true;
        }
        return fail(unknown_field(program(), type(place), name));
    }

    std::string no_fields(const Place& place, std::string_view name) const {
        if (place.type == TypeId::None) {
            return fmt::format("`{}` has no `{}`: its type is not known", place.name, name);
        }
        const std::string is = fmt::format("`{}` is `{}`, which has no fields", place.name,
                                           type_name(program(), place.type));
        const std::uint32_t stride = stride_of(place);
        if (name != "len" || stride == 0) return is;
        return is + fmt::format("; it has {}", quantity(place.size / stride, "element"));
    }

    std::uint32_t stride_of(const Place& place) const {
        const TypeKind kind = type(place).kind;
        if (kind != TypeKind::Array && kind != TypeKind::Run) return 0;
        return program().type(type(place).element).size;
    }

    bool element(Place& place, int depth) {
        std::int64_t index = 0;
        if (!index_value(index, depth) || !reach(place)) return false;
        const bool array = place.type != TypeId::None && (type(place).kind == TypeKind::Array ||
                                                          type(place).kind == TypeKind::Run);
        if (!array) return fail(fmt::format("`{}` is no array", place.name));
        const TypeId element = type(place).element;
        const std::uint32_t stride = program().type(element).size;
        const std::uint32_t count = stride == 0 ? type(place).count : place.size / stride;
        if (index < 0 || index >= count) return fail(out_of_bounds(place, index, count));
        place = {place.address + static_cast<std::uint32_t>(index) * stride, element, stride,
                 fmt::format("{}[{}]", place.name, index)};
        return true;
    }

    static std::string out_of_bounds(const Place& place, std::int64_t index, std::uint32_t count) {
        if (count == 0) return fmt::format("`{}` has no elements", place.name);
        return fmt::format("`{}[{}]` is out of bounds: `{}` has {}", place.name, index, place.name,
                           quantity(count, "element"));
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
            if (minus || !path(place, depth + 1)) return m_problem.empty() && fail(unexpected());
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
    std::string_view m_all;
    std::string_view m_rest;
    const FrameInfo* m_frame;
    std::string m_problem;
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

// ---- completion
// ----------------------------------------------------------------------------------

namespace {

void add_if(std::vector<std::string>& found, std::string_view before, std::string_view begun,
            const std::string& name) {
    if (!name.starts_with(begun)) return;
    std::string whole = std::string{before} + name;
    for (const std::string& known : found) {
        if (known == whole) return;
    }
    found.push_back(std::move(whole));
}

/// The struct that a place is, or that a pointer there points at.
const Struct* struct_of(const Program& program, TypeId id) {
    for (int k = 0; k < deepest && id != TypeId::None; ++k) {
        const Type& type = program.type(id);
        if (type.kind == TypeKind::Struct) return &program.structs[type.structure];
        if (!is_pointer(type.kind)) return nullptr;
        id = type.element;
    }
    return nullptr;
}

}  // namespace

std::vector<std::string> complete_place(const Scene& scene, std::string_view text,
                                        std::uint32_t depth) {
    const Program& program = scene.program();
    const FrameInfo* frame = scene.frame(depth);
    std::vector<std::string> found;
    const std::size_t dot = text.rfind('.');
    if (dot != text.npos) {
        const std::string_view before = text.substr(0, dot + 1);
        const std::string_view begun = text.substr(dot + 1);
        const Found place = find_place(scene, text.substr(0, dot), depth);
        const Struct* structure = place ? struct_of(program, place.place->type) : nullptr;
        if (structure == nullptr) return found;
        for (const Field& field : structure->fields) add_if(found, before, begun, field.name);
        return found;
    }
    const std::size_t bracket = text.rfind('[');
    const std::size_t from = bracket == text.npos ? 0 : bracket + 1;
    const std::string_view before = text.substr(0, from);
    const std::string_view begun = text.substr(from);
    if (frame != nullptr) {
        for (const Local& local : program.function(frame->function).locals) {
            if (Scene::is_in_scope(*frame, local)) add_if(found, before, begun, local.name);
        }
    }
    for (const Static& it : program.statics) add_if(found, before, begun, it.name);
    for (const Function& it : program.functions) add_if(found, before, begun, it.name);
    return found;
}

}  // namespace freehold::debug
