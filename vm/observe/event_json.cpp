// SPDX-License-Identifier: MIT
#include "vm/observe/event_json.hpp"

#include <fmt/format.h>

#include "vm/observe/heap_json.hpp"
#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

using Json = nlohmann::ordered_json;

Json where_json(const Where& where, const Names& names) {
    Json json;
    json["name"] = names.where(where);
    json["address"] = raw(where.address);
    if (where.in == Where::In::Frame) {
        json["in"] = "frame";
        json["function"] = names.function(where.function);
        json["depth"] = where.depth;
        json["slot"] = where.slot;
    } else {
        json["in"] = "memory";
        json["object"] = raw(where.object);
    }
    return json;
}

void add_object(Json& json, const Event& event, const Names& names) {
    if (event.object != ObjectId::None) json["object"] = raw(event.object);
    if (event.address != Address{}) {
        json["address"] = raw(event.address);
        json["place"] = names.place(event.address);
    }
    switch (event.kind) {
        case EventKind::Alloc:
        case EventKind::Free:
        case EventKind::Forget:
        case EventKind::Object:
        case EventKind::Output:
        case EventKind::Input:
        case EventKind::Leak:
        case EventKind::Write: json["size"] = event.size; break;
        default:
            if (event.size != 0) json["size"] = event.size;
    }
}

void add_story(Json& json, const Event& event, const Names& names) {
    if (event.reason != Reason::None) json["reason"] = reason_name(event.reason);
    if (event.code != Code{}) json["code"] = code_name(event.code);
    if (event.owner != ObjectId::None) json["owner"] = raw(event.owner);
    if (event.from.in != Where::In::Nowhere) json["from"] = where_json(event.from, names);
    if (event.to.in != Where::In::Nowhere) json["to"] = where_json(event.to, names);
    if (event.value != ValueKind::None) json["kind"] = kind_name(event.value);
    if (event.kind == EventKind::Write) json["word"] = fmt::format("{:#x}", event.word);
    if (event.function != FunctionId::None) json["function"] = names.function(event.function);
    if (event.depth != 0) json["depth"] = event.depth;
    if (event.placement != Placement{}) json["placement"] = placement_json(event.placement);
}

}  // namespace

Json event_json(const Event& event, const Names& names) {
    Json json;
    json["event"] = event_info(event.kind).word;
    json["step"] = event.step;
    if (event.part != 0) json["part"] = event.part;
    json["index"] = event.index;
    if (const auto place = names.source_line(event.index); place.line != 0) {
        json["file"] = place.file;
        json["line"] = place.line;
    }
    add_object(json, event, names);
    add_story(json, event, names);
    return json;
}

}  // namespace freehold
