// SPDX-License-Identifier: MIT
// What a place that is being typed may go on with.
#include "vm/debug/place.hpp"

namespace freehold::debug {

namespace {

/// Pointers to pointers to …: more than types nest.
constexpr int most_pointers = 64;

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
    for (int k = 0; k < most_pointers && id != TypeId::None; ++k) {
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
