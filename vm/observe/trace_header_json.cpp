// SPDX-License-Identifier: MIT
#include "vm/observe/trace_header_json.hpp"

#include <nlohmann/json.hpp>

#include "freehold/replay.hpp"
#include "vm/isa/instruction_text.hpp"
#include "vm/observe/heap_json.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

using Json = nlohmann::ordered_json;

Json optional_type(TypeId type) { return type == TypeId::None ? Json(nullptr) : Json(raw(type)); }

Json options_json(const Options& options, const TraceFacts& facts) {
    Json defines = Json::object();
    for (const auto& [name, value] : facts.defines) defines[name] = value;
    Json json;
    json["heap_bytes"] = options.heap_bytes;
    json["stack_bytes"] = options.stack_bytes;
    json["enforce"] = enforce_word(options.enforce);
    json["max_steps"] = options.max_steps;
    if (!options.branches.empty()) json["replay"] = replay_text(options.branches);
    json["defines"] = std::move(defines);
    json["input"] = facts.input ? Json(*facts.input) : Json(nullptr);
    if (options.heap.tells_placement) json["heap"] = heap_settings_json(options.heap);
    return json;
}

Json segment(std::string_view name, std::string_view permissions, Address begin, Address end) {
    Json json;
    json["name"] = name;
    json["permissions"] = permissions;
    json["address"] = raw(begin);
    json["size"] = end - begin;
    return json;
}

Json segments_json(const Layout& layout) {
    return {segment("code", "r-x", Layout::code_begin, layout.code_end),
            segment("data", "r--", layout.data_begin, layout.data_writable),
            segment("data", "rw-", layout.data_writable, layout.data_end),
            segment("bss", "rw-", layout.bss_begin, layout.bss_end),
            segment("heap", "rw-", layout.heap_begin, layout.heap_end),
            segment("stack", "rw-", layout.stack_begin, layout.stack_end)};
}

Json files_json(const Program& program) {
    Json list = Json::array();
    for (const Source& source : program.sources) {
        Json json;
        json["name"] = source.name();
        json["text"] = source.text();
        list.push_back(std::move(json));
    }
    return list;
}

Json type_json(const Program& program, TypeId id) {
    const Type& type = program.type(id);
    Json json;
    json["name"] = type_name(program, id);
    json["kind"] = type_kind_word(type.kind);
    json["size"] = type.size;
    if (type.element != TypeId::None) json["element"] = raw(type.element);
    if (type.kind == TypeKind::Array) json["count"] = type.count;
    if (type.kind != TypeKind::Struct) return json;
    json["fields"] = Json::array();
    for (const Field& field : program.structs[type.structure].fields) {
        Json one;
        one["name"] = field.name;
        one["type"] = raw(field.type);
        one["offset"] = field.offset;
        json["fields"].push_back(std::move(one));
    }
    return json;
}

Json types_json(const Program& program) {
    Json list = Json::array();
    for (std::uint32_t id = 0; id < program.types.size(); ++id) {
        list.push_back(type_json(program, TypeId{id}));
    }
    return list;
}

Json local_json(const Local& local) {
    Json json;
    json["name"] = local.name;
    json["type"] = raw(local.type);
    json["slot"] = local.slot;
    json["words"] = local.words;
    json["ro"] = local.ro;
    json["scope_begin"] = local.scope_begin;
    json["scope_end"] = local.scope_end;
    return json;
}

Json function_json(const Function& function) {
    Json json;
    json["name"] = function.name;
    json["object"] = raw(function.object);
    json["first"] = function.first;
    json["count"] = function.count;
    json["slots"] = function.slots;
    json["result"] = optional_type(function.result);
    json["result_words"] = function.result_words;
    json["parameters"] = function.parameters;
    json["locals"] = Json::array();
    for (const Local& local : function.locals) json["locals"].push_back(local_json(local));
    return json;
}

Json functions_json(const Program& program) {
    Json list = Json::array();
    for (const Function& function : program.functions) list.push_back(function_json(function));
    return list;
}

Json statics_json(const Program& program) {
    Json list = Json::array();
    for (const Static& it : program.statics) {
        Json json;
        json["name"] = it.name;
        json["object"] = raw(it.object);
        json["type"] = raw(it.type);
        json["mut"] = it.mut;
        json["address"] = raw(it.address);
        json["size"] = it.size;
        list.push_back(std::move(json));
    }
    return list;
}

Json code_json(const Program& program) {
    const StaticIndex statics{program};
    Json list = Json::array();
    for (const Function& function : program.functions) {
        InstructionText writer{program, function, statics};
        for (std::uint32_t k = 0; k < function.count; ++k) {
            list.push_back(writer.text(program.code[function.first + k]));
        }
    }
    return list;
}

}  // namespace

std::string trace_header(const Machine& machine, const TraceFacts& facts) {
    const Program& program = machine.program();
    Json json;
    json["type"] = "header";
    json["schema"] = trace_schema;
    json["version"] = trace_version;
    json["freehold"] = FREEHOLD_VERSION;
    json["program"] = facts.program;
    json["verified"] = facts.verified;
    json["first_step"] = machine.step() + 1;
    json["options"] = options_json(machine.options(), facts);
    json["segments"] = segments_json(machine.layout());
    json["files"] = files_json(program);
    json["types"] = types_json(program);
    json["functions"] = functions_json(program);
    json["statics"] = statics_json(program);
    json["code"] = code_json(program);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace freehold
