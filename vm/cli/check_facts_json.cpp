// SPDX-License-Identifier: MIT
#include "vm/cli/check_facts_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/cli/drops_text.hpp"
#include "vm/cli/line_states.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/ownership/bill.hpp"
#include "vm/ownership/drops.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;
using ownership::SlotFact;

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

Json stack_json(const Program& program, const ownership::Bill& bill) {
    const auto names = [&program](const std::vector<FunctionId>& functions) {
        Json list = Json::array();
        for (const FunctionId id : functions) list.push_back(program.function(id).name);
        return list;
    };
    if (bill.stack) return {{"bytes", *bill.stack}, {"path", names(bill.path)}};
    Json json = {{"bytes", nullptr}};
    if (bill.bound == ownership::Bill::Bound::CodeCall) {
        json["unknown_call"] = place_json(program, bill.at);
    } else {
        json["recursion"] = names(bill.cycle);
    }
    return json;
}

Json loan_json(const Program& program, const ownership::LoanFact& lent) {
    Json json = {{"to", lent.holder.empty() ? Json(nullptr) : Json(lent.holder)}};
    json["exclusive"] = lent.exclusive;
    json["place"] = lent.place;
    json["made"] = place_json(program, lent.at);
    return json;
}

Json slot_json(const Program& program, const SlotFact& slot) {
    Json json = {{"slot", slot.name}, {"state", ownership::state_name(slot.state)}};
    if (slot.may_be_null) json["may_be_null"] = true;
    json["read"] = slot.may_read;
    json["write"] = slot.may_write;
    json["own"] = slot.may_move;
    json["loans"] = Json::array();
    for (const auto& lent : slot.lent) json["loans"].push_back(loan_json(program, lent));
    return json;
}

Json line_json(const Program& program, const LineFacts& line) {
    Json json = place_json(program, line.begin);
    json["instructions"] = line.end - line.begin;
    json["slots"] = Json::array();
    for (const SlotFact& slot : line.slots) json["slots"].push_back(slot_json(program, slot));
    return json;
}

}  // namespace

Json bill_json(const Program& program) {
    const ownership::Bill bill = ownership::bill_of(program);
    Json json = {
        {"code", bill.code}, {"data", bill.read_only_data + bill.mutable_data}, {"bss", bill.bss}};
    json["stack"] = stack_json(program, bill);
    json["frames"] = Json::array();
    for (const Function& function : program.functions) {
        json["frames"].push_back({{"function", function.name}, {"bytes", function.frame_bytes()}});
    }
    return json;
}

Json states_json(const Program& program, FunctionId left_out) {
    LineStates states(program);
    Json list = Json::array();
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        if (FunctionId{f} == left_out) continue;
        Json lines = Json::array();
        for (const LineFacts& line : states.of(FunctionId{f})) {
            lines.push_back(line_json(program, line));
        }
        list.push_back({{"function", program.functions[f].name}, {"lines", std::move(lines)}});
    }
    return list;
}

Json drops_json(const Program& program, FunctionId left_out) {
    Json list = Json::array();
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        if (FunctionId{f} == left_out) continue;
        for (const auto& drop : ownership::drops_of(program, FunctionId{f})) {
            Json json = {{"function", program.functions[f].name}, {"slot", drop.name}};
            json["kind"] = drop_kind(drop.fate);
            json["may_be_null"] = drop.may_be_null;
            json["at"] = place_json(program, drop.at);
            json["set"] = places_json(program, drop.set_by);
            json["cleared"] = places_json(program, drop.cleared_by);
            list.push_back(std::move(json));
        }
    }
    return list;
}

}  // namespace freehold::cli
