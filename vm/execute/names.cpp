// SPDX-License-Identifier: MIT
#include "vm/execute/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace freehold {

std::string place_name(const Layout& layout, Address address) {
    switch (layout.segment_of(address)) {
        case Segment::Code: return fmt::format("code+{:#x}", address - Layout::code_begin);
        case Segment::Data: return fmt::format("data+{:#x}", address - layout.data_begin);
        case Segment::Bss: return fmt::format("bss+{:#x}", address - layout.bss_begin);
        case Segment::Heap: return fmt::format("heap+{:#x}", address - layout.heap_begin);
        case Segment::Gap: return fmt::format("gap+{:#x}", address - layout.heap_end);
        case Segment::Stack: return fmt::format("stack-{:#x}", layout.stack_end - address);
        case Segment::None: break;
    }
    return address == Address{} ? "null" : fmt::format("{:#x}", raw(address));
}

std::string place_path(const Program& program, TypeId id, std::uint32_t offset, TypeId until) {
    std::string path;
    while (id != until) {
        const Type& type = program.type(id);
        if (type.kind == TypeKind::Struct) {
            const Field* inside = nullptr;
            for (const Field& field : program.structs[type.structure].fields) {
                if (field.offset <= offset) inside = &field;
            }
            if (inside == nullptr) return path;
            path += "." + inside->name;
            offset -= inside->offset;
            id = inside->type;
        } else if (type.kind == TypeKind::Array || type.kind == TypeKind::Run) {
            const std::uint32_t stride = program.type(type.element).size;
            if (stride == 0) return path;
            path += fmt::format("[{}]", offset / stride);
            offset %= stride;
            id = type.element;
        } else {
            break;
        }
    }
    return path;
}

namespace {

std::string static_place(const Program& program, const Static& it, Address address) {
    const bool whole = is_scalar(program.type(it.type).kind) || address == it.address;
    return "static " + it.name + (whole ? "" : place_path(program, it.type, address - it.address));
}

}  // namespace

std::string local_name(const Program& program, const Function& function, const Local& local) {
    const bool shared = std::any_of(
        function.locals.begin(), function.locals.end(),
        [&](const Local& other) { return &other != &local && other.name == local.name; });
    if (!shared || raw(local.span.file) >= program.sources.size()) return local.name;
    const Source& source = program.sources[raw(local.span.file)];
    return fmt::format("{} (line {})", local.name, source.position(local.span.begin).line);
}

std::string slot_name(const Program& program, FunctionId function, Slot slot, TypeId whole) {
    const Function& it = program.function(function);
    const Local* local = local_at(it, slot);
    if (local == nullptr) return slot < it.result_words ? "result" : fmt::format("slot {}", slot);
    const auto offset = 8u * (local->base() - slot);
    const bool scalar = is_scalar(program.type(local->type).kind);
    return local_name(program, it, *local) +
           (scalar ? "" : place_path(program, local->type, offset, whole));
}

namespace {

std::string frame_name(const Program& program, const Where& where) {
    const std::string& function = program.function(where.function).name;
    const std::string frame =
        where.activation > 1 ? fmt::format("{}({})", function, where.activation) : function;
    if (where.building != TypeId::None) {
        return fmt::format("{}.new {}", frame, type_name(program, where.building));
    }
    if (where.slot == no_slot) return "the return address of " + frame;
    return frame + "." + slot_name(program, where.function, where.slot, where.whole);
}

/// "block #4", "block #4 +8"; of a block that is no more the offset is not known.
std::string block_place(const Object& block, const Where& where) {
    const std::string name = fmt::format("block #{}", raw(where.object));
    const bool inside = block.alive && where.address > block.address;
    return inside ? fmt::format("{} +{}", name, where.address - block.address) : name;
}

}  // namespace

std::string where_name(const Program& program, const Objects& objects, const Heap& heap,
                       const Where& where) {
    if (where.in == Where::In::Frame) return frame_name(program, where);
    if (where.in == Where::In::Nowhere) return {};
    const ObjectId id = where.object;
    if (id == ObjectId::None) return fmt::format("{:#x}", raw(where.address));
    if (const FunctionId function = objects.function(id); function != FunctionId::None) {
        return "function " + program.function(function).name;
    }
    for (const Static& it : program.statics) {
        if (it.object == id) return static_place(program, it, where.address);
    }
    return block_place(objects.find(id, heap), where);
}

}  // namespace freehold
