// SPDX-License-Identifier: MIT
#include "vm/cli/check_facts_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/cli/code_place.hpp"
#include "vm/ownership/bill.hpp"
#include "vm/ownership/drops.hpp"
#include "vm/ownership/states.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;
using ownership::SlotState;

/// An instruction: its index, and its line where there is source.
Json place_json(const Program& program, std::uint32_t index) {
    Json json = {{"instruction", index}};
    if (const std::uint32_t line = line_of(program, index); line != 0) {
        json["file"] = file_of(program, index);
        json["line"] = line;
    }
    return json;
}

Json places_json(const Program& program, const std::vector<std::uint32_t>& instructions) {
    Json list = Json::array();
    for (const std::uint32_t at : instructions) list.push_back(place_json(program, at));
    return list;
}

Json stack_json(const Program& program, const ownership::MemoryBill& bill) {
    if (bill.stack) return {{"bytes", *bill.stack}};
    Json json = {{"bytes", nullptr}};
    if (bill.unknown_call) json["unknown_call"] = place_json(program, *bill.unknown_call);
    if (!bill.recursion.empty()) {
        json["recursion"] = Json::array();
        for (const FunctionId function : bill.recursion) {
            json["recursion"].push_back(program.function(function).name);
        }
    }
    return json;
}

Json slot_json(const Program& program, const std::string& name, const SlotState& state) {
    Json json = {{"slot", name}, {"state", ownership::holds_word(state.holds)}};
    if (state.may_be_null) json["may_be_null"] = true;
    json["read"] = state.read;
    json["write"] = state.write;
    json["own"] = state.own;
    json["loans"] = Json::array();
    for (const ownership::LentTo& lent : state.lent) {
        Json loan = {{"to", lent.holder.empty() ? Json(nullptr) : Json(lent.holder)},
                     {"exclusive", lent.exclusive}};
        loan["made"] = place_json(program, lent.at);
        json["loans"].push_back(std::move(loan));
    }
    return json;
}

Json slots_json(const Program& program, const ownership::FunctionStates& states,
                const std::vector<SlotState>& slots) {
    Json list = Json::array();
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].holds == SlotState::Holds::Nothing) continue;
        list.push_back(slot_json(program, states.names[i], slots[i]));
    }
    return list;
}

Json lines_json(const Program& program, const ownership::FunctionStates& states) {
    Json lines = Json::array();
    for (const ownership::LineStates& line : states.lines) {
        Json json = place_json(program, line.begin);
        json["instructions"] = line.end - line.begin;
        json["reached"] = line.reached;
        json["goes_on"] = line.goes_on;
        json["slots"] = slots_json(program, states, line.slots);
        lines.push_back(std::move(json));
    }
    return lines;
}

}  // namespace

Json bill_json(const Program& program) {
    const ownership::MemoryBill bill = ownership::bill_of(program);
    Json json = {{"code", bill.code}, {"data", bill.data}, {"bss", bill.bss}};
    json["stack"] = stack_json(program, bill);
    json["frames"] = Json::array();
    for (const Function& function : program.functions) {
        json["frames"].push_back({{"function", function.name}, {"bytes", function.frame_bytes()}});
    }
    return json;
}

Json states_json(const Program& program, FunctionId left_out) {
    const StaticIndex statics(program);
    Json list = Json::array();
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        if (FunctionId{f} == left_out) continue;
        const auto states = ownership::states_of(program, statics, FunctionId{f});
        Json json = {{"function", program.functions[f].name}, {"known", !states.too_large}};
        json["entry"] = slots_json(program, states, states.entry);
        json["lines"] = lines_json(program, states);
        list.push_back(std::move(json));
    }
    return list;
}

Json drops_json(const Program& program, FunctionId left_out) {
    const StaticIndex statics(program);
    Json list = Json::array();
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        if (FunctionId{f} == left_out) continue;
        for (const auto& drop : ownership::drops_of(program, statics, FunctionId{f})) {
            Json json = {{"function", program.functions[f].name}, {"slot", drop.slot}};
            json["kind"] = ownership::drop_kind_word(drop.kind);
            json["may_be_null"] = drop.may_be_null;
            json["at"] = place_json(program, drop.at);
            json["set"] = places_json(program, drop.set);
            json["cleared"] = places_json(program, drop.cleared);
            list.push_back(std::move(json));
        }
    }
    return list;
}

}  // namespace freehold::cli
