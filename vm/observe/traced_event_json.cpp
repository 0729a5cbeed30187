// SPDX-License-Identifier: MIT
#include "vm/observe/traced_event_json.hpp"

#include <charconv>

#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

constexpr std::uint64_t largest_word = 0xffffffff;

/// The one of [0, count) whose word is `text`; what has no such word has none.
template <class Enum, class Word>
Enum named(JsonFields& fields, const char* key, std::uint32_t count, Word word) {
    const std::string text = fields.text(key);
    for (std::uint32_t number = 0; number < count; ++number) {
        if (!text.empty() && word(static_cast<Enum>(number)) == text)
            return static_cast<Enum>(number);
    }
    fields.object_to("`" + std::string{key} + "` is `" + text + "`, which it cannot be");
    return Enum{};
}

EventKind event_kind(JsonFields& fields) {
    return named<EventKind>(fields, "event", event_count,
                            [](EventKind kind) { return event_info(kind).word; });
}

Reason reason(JsonFields& fields) {
    return named<Reason>(fields, "reason", static_cast<std::uint32_t>(Reason::Adopted) + 1,
                         reason_name);
}

ValueKind value_kind(JsonFields& fields) {
    constexpr std::uint32_t kinds = 16;
    return named<ValueKind>(fields, "kind", kinds, kind_name);
}

template <class Id>
Id id(JsonFields& fields, const char* key) {
    return fields.has(key) ? Id{static_cast<std::uint32_t>(fields.number(key, largest_word))}
                           : Id::None;
}

std::uint32_t number_32(JsonFields& fields, const char* key) {
    return static_cast<std::uint32_t>(fields.number_or_0(key, largest_word));
}

Where where(JsonFields& fields, const char* key) {
    if (!fields.has(key)) return {};
    JsonFields at{fields.part(key, nlohmann::json::value_t::object)};
    Where where;
    if (fields.problem().empty()) {
        where.in = at.text("in") == "frame" ? Where::In::Frame : Where::In::Memory;
        where.address = Address{static_cast<std::uint32_t>(at.number("address", largest_word))};
        where.object = id<ObjectId>(at, "object");
        where.depth = number_32(at, "depth");
        where.function = id<FunctionId>(at, "function");
        where.activation = at.has("activation") ? number_32(at, "activation") : 1;
        where.slot = at.has("slot") ? static_cast<Slot>(at.number("slot", max_slots)) : no_slot;
        if (where.in == Where::In::Memory) where.slot = 0;
        where.whole = id<TypeId>(at, "whole");
        where.building = id<TypeId>(at, "building");
    }
    fields.object_to(at.problem());
    return where;
}

std::uint64_t word(JsonFields& fields) {
    if (!fields.has("word")) return 0;
    const std::string text = fields.text("word");
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const bool hex = text.starts_with("0x") && text.size() > 2;
    if (!hex || std::from_chars(text.data() + 2, end, number, 16).ptr != end) {
        fields.object_to("`word` is no number like \"0x2a\"");
    }
    return number;
}

Placement placement(JsonFields& fields) {
    if (!fields.has("placement")) return {};
    JsonFields at{fields.part("placement", nlohmann::json::value_t::object)};
    Placement it;
    if (fields.problem().empty()) {
        it.policy = named<HeapPolicy>(at, "policy", heap_policy_count, policy_word);
        it.from = named<Placement::From>(at, "from", 3, from_word);
        it.examined = number_32(at, "examined");
        it.free = number_32(at, "free");
        it.chunk = number_32(at, "chunk");
        it.split_off = number_32(at, "split_off");
        it.joined = number_32(at, "joined");
    }
    fields.object_to(at.problem());
    return it;
}

/// The bytes that pairs of digits stand for; nothing where they are none.
std::optional<std::string> from_hex(const std::string& digits) {
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        std::uint8_t byte = 0;
        const char* const begin = digits.data() + at;
        const char* const end = digits.data() + std::min(at + 2, digits.size());
        const bool sign = *begin == '-';
        if (sign || end - begin != 2 || std::from_chars(begin, end, byte, 16).ptr != end) {
            return std::nullopt;
        }
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

std::string hex_field(JsonFields& fields, const char* key) {
    const auto bytes = from_hex(fields.text(key));
    if (!bytes) fields.object_to("`" + std::string{key} + "` is no row of bytes, two digits each");
    return bytes.value_or("");
}

std::string bytes_of_event(JsonFields& fields) {
    if (fields.has("text")) return fields.text("text");
    return fields.has("hex") ? hex_field(fields, "hex") : "";
}

WordInfo word_info(JsonFields& fields) {
    WordInfo info;
    info.object = ObjectId{number_32(fields, "object")};
    if (fields.has("kind")) info.kind = value_kind(fields);
    info.init = static_cast<std::uint8_t>(fields.number_or_0("init", 0xff));
    info.in = static_cast<std::uint8_t>(fields.number_or_0("in", 0xff));
    info.moved = fields.flag("moved");
    info.ro = fields.flag("ro");
    info.writable = fields.flag("writable");
    return info;
}

void read_known(JsonFields& fields, std::vector<WordInfo>& known) {
    constexpr std::uint64_t most_words = 1u << 20;
    for (const auto& part : fields.part("known", nlohmann::json::value_t::array)) {
        JsonFields one{part};
        const std::uint64_t words = one.number("words", most_words);
        const WordInfo info = word_info(one);
        fields.object_to(one.problem());
        known.insert(known.end(), words, info);
        if (known.size() > most_words) return fields.object_to("`known` is about too many words");
    }
}

void read_words(JsonFields& fields, std::vector<std::uint64_t>& words) {
    const std::string bytes = hex_field(fields, "bytes");
    if (bytes.size() % 8 != 0) return fields.object_to("`bytes` are no whole words of 8 bytes");
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        std::uint64_t word = 0;
        for (unsigned k = 0; k < 8; ++k) {
            word |= std::uint64_t{static_cast<unsigned char>(bytes[at + k])} << 8 * k;
        }
        words.push_back(word);
    }
}

}  // namespace

ReadEvent event_of_line(JsonFields& fields, std::uint64_t functions) {
    ReadEvent read;
    Event& event = read.event;
    event.kind = event_kind(fields);
    event.step = fields.number("step", ~std::uint64_t{0});
    event.part = number_32(fields, "part");
    if (fields.has("reason")) event.reason = reason(fields);
    event.object = ObjectId{number_32(fields, "object")};
    event.address = Address{number_32(fields, "address")};
    event.size = number_32(fields, "size");
    event.owner = ObjectId{number_32(fields, "owner")};
    event.from = where(fields, "from");
    event.to = where(fields, "to");
    const bool placed = event.kind == EventKind::Write && event.to.in != Where::In::Nowhere;
    if (placed) event.address = event.to.address;
    if (fields.has("kind")) event.value = value_kind(fields);
    if (fields.has("code")) {
        const CodeInfo* const code = code_named(fields.text("code"));
        if (code != nullptr) event.code = code->code;
    }
    event.word = word(fields);
    event.function = id<FunctionId>(fields, "function");
    event.depth = number_32(fields, "depth");
    event.placement = placement(fields);
    read.bytes = bytes_of_event(fields);
    for (const FunctionId function : {event.function, event.from.function, event.to.function}) {
        if (function == FunctionId::None || raw(function) < functions) continue;
        fields.object_to("there is no function " + std::to_string(raw(function)));
    }
    return read;
}

TracedMemory memory_of_line(JsonFields& fields) {
    TracedMemory memory;
    memory.address = Address{static_cast<std::uint32_t>(fields.number("address", largest_word))};
    if (raw(memory.address) % 8 != 0) fields.object_to("`address` is no multiple of 8");
    if (fields.has("bytes")) read_words(fields, memory.bytes);
    if (fields.has("known")) read_known(fields, memory.known);
    const bool both = !memory.bytes.empty() && !memory.known.empty();
    if (both && memory.bytes.size() != memory.known.size()) {
        fields.object_to("`bytes` and `known` are about different numbers of words");
    }
    if (memory.bytes.empty() && memory.known.empty()) {
        fields.object_to("it has neither `bytes` nor `known`");
    }
    return memory;
}

}  // namespace freehold
