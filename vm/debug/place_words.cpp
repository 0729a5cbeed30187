// SPDX-License-Identifier: MIT
#include "vm/debug/place_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates) {
    const auto near = nearest(name, candidates);
    return near ? "; did you mean `" + *near + "`?" : "";
}

std::string unknown_name(const Scene& scene, const FrameInfo* frame, std::string_view name) {
    const Program& program = scene.program();
    std::vector<std::string_view> candidates;
    if (frame != nullptr) {
        for (const Local& local : program.function(frame->function).locals) {
            if (Scene::is_in_scope(*frame, local)) candidates.push_back(local.name);
        }
    }
    for (const Static& it : program.statics) candidates.push_back(it.name);
    for (const Function& it : program.functions) candidates.push_back(it.name);
    const std::string local = frame == nullptr
                                  ? "there is no frame, and it is neither a static nor a function"
                                  : fmt::format("it is no local of `{}`, no static and no function",
                                                program.function(frame->function).name);
    return fmt::format("there is no `{}` here: {}", printable(name), local) +
           did_you_mean(name, candidates);
}

namespace {

/// "lines 5 to 9": what the instructions of the scope stand for.
std::string scope_lines(const Program& program, const Local& local) {
    std::uint32_t first = line_of(program, local.scope_begin);
    std::uint32_t last = first;
    for (std::uint32_t k = local.scope_begin; k < local.scope_end; ++k) {
        const std::uint32_t line = line_of(program, k);
        if (line == 0) continue;
        first = std::min(first, line);
        last = std::max(last, line);
    }
    if (local.scope_begin >= local.scope_end) return "nowhere";
    if (first == 0) {
        return fmt::format("in instructions {} to {}", local.scope_begin, local.scope_end - 1);
    }
    if (first == last) return fmt::format("in line {}", first);
    return fmt::format("in lines {} to {}", first, last);
}

}  // namespace

std::string out_of_scope(const Scene& scene, const FrameInfo& frame,
                         const std::vector<const Local*>& locals) {
    const Program& program = scene.program();
    std::vector<std::string> where;
    for (const Local* local : locals) where.push_back(scope_lines(program, *local));
    const std::uint32_t line = line_of(program, frame.index);
    const std::string here =
        line == 0 ? fmt::format("at instruction {}", frame.index) : fmt::format("at line {}", line);
    return fmt::format("`{}` is not in scope {}: it is {}", locals.front()->name, here,
                       list_of(where, "or"));
}

std::string unknown_field(const Program& program, const Type& type, std::string_view field) {
    const Struct& structure = program.structs[type.structure];
    std::vector<std::string_view> fields;
    for (const Field& it : structure.fields) fields.push_back(it.name);
    return fmt::format("`{}` has no field `{}`", structure.name, printable(field)) +
           did_you_mean(field, fields);
}

namespace {

struct Extent {
    std::string name;
    std::uint64_t begin;
    std::uint64_t end;

    std::uint64_t distance(std::uint64_t address) const {
        if (address < begin) return begin - address;
        return address >= end ? address - end + 1 : 0;
    }
};

std::vector<Extent> segments_of(const Layout& layout) {
    const std::vector<Extent> all{
        {"code", raw(Layout::code_begin), raw(layout.code_end)},
        {"data", raw(layout.data_begin), raw(layout.data_end)},
        {"bss", raw(layout.bss_begin), raw(layout.bss_end)},
        {"heap", raw(layout.heap_begin), raw(layout.heap_end)},
        {"stack", raw(layout.stack_begin), raw(layout.stack_end)},
    };
    std::vector<Extent> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [](const Extent& it) { return it.begin < it.end; });
    return some;
}

}  // namespace

std::string no_segment(const Scene& scene, std::uint64_t address) {
    std::vector<Extent> near = segments_of(scene.machine().layout());
    std::stable_sort(near.begin(), near.end(), [&](const Extent& a, const Extent& b) {
        return a.distance(address) < b.distance(address);
    });
    near.resize(std::min<std::size_t>(near.size(), 2));
    std::vector<std::string> texts;
    for (const Extent& it : near) {
        texts.push_back(fmt::format("{} ({:#x} to {:#x})", it.name, it.begin, it.end - 1));
    }
    return fmt::format("{:#x} lies in no segment; the nearest: {}", address, list_of(texts, "and"));
}

std::string no_block(const Scene& scene, std::uint64_t id) {
    const std::uint64_t made = scene.machine().heap_use().allocated;
    if (id <= 0xffffffff && scene.machine().object(ObjectId{static_cast<std::uint32_t>(id)}).kind ==
                                ObjectInfo::Kind::Block) {
        return fmt::format("block #{} is no more: it was freed", id);
    }
    if (made == 0) return fmt::format("there is no block #{}: none was made so far", id);
    return fmt::format("there is no block #{}: {} so far", id,
                       made == 1 ? "one was made" : with_commas(made) + " were made");
}

}  // namespace freehold::debug
