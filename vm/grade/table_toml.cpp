// SPDX-License-Identifier: MIT
#include "vm/grade/table_toml.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"

namespace freehold::grade {

namespace {

constexpr std::uint64_t most_of_all = std::numeric_limits<std::int64_t>::max();

std::string backticked(std::string_view text) { return "`" + printable(text) + "`"; }

/// Lines and columns of the library count from 1, columns in code points.
std::uint32_t offset_of(const Source& source, const toml::source_position& position) {
    if (position.line == 0) return 0;
    const auto line = std::min<std::uint32_t>(position.line, source.line_count());
    std::uint32_t at = source.line_start(line);
    for (std::uint32_t column = 1; column < position.column && at < source.text().size();
         ++column) {
        at += decode_utf8(source.text(), at).length;
    }
    return at;
}

/// Of a value that was not wanted.
std::string what_is(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::string: return "this is a text";
        case toml::node_type::integer: return "this is " + std::to_string(node.as_integer()->get());
        case toml::node_type::floating_point: return "this is a number with a point";
        case toml::node_type::boolean: return "this is true or false";
        case toml::node_type::array:
            return node.as_array()->empty() ? "this is empty" : "this is a list";
        case toml::node_type::table: return "this is a table";
        default: return "this is a date or a time";
    }
}

/// "64K" -> 65536; nothing for anything else.
std::optional<std::uint64_t> size_in(std::string_view text) {
    unsigned shift = 0;
    if (!text.empty()) {
        const auto suffix = std::string_view{"KMG"}.find(text.back());
        if (suffix != std::string_view::npos) shift = 10 * (static_cast<unsigned>(suffix) + 1);
    }
    if (shift != 0) text.remove_suffix(1);
    if (text.empty() || text.size() > 9) return std::nullopt;
    std::uint64_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return number << shift;
}

}  // namespace

Span TomlText::span_of(const toml::source_region& region) const {
    const std::uint32_t begin = offset_of(source, region.begin);
    std::uint32_t end = std::max(begin, offset_of(source, region.end));
    // A report shows one line.
    const auto line_end = source.text().find('\n', begin);
    if (line_end != std::string_view::npos) {
        end = std::min(end, static_cast<std::uint32_t>(line_end));
    }
    return {FileId{0}, begin, end};
}

void TomlText::refuse(const toml::source_region& region, std::string headline, std::string label,
                      std::string help) const {
    Diagnostic problem;
    problem.headline = std::move(headline);
    problem.labels.push_back({span_of(region), std::move(label), true, std::nullopt});
    if (!help.empty()) problem.help = Help{std::move(help), {}};
    problems.push_back(std::move(problem));
}

const toml::node* TomlTable::take(std::string_view key) {
    m_known.emplace_back(key);
    return m_table.get(key);
}

void TomlTable::refuse(std::string_view key, std::string headline, std::string label,
                       std::string help) {
    const toml::node* node = m_table.get(key);
    const auto& region = node == nullptr ? m_table.source() : node->source();
    m_text.refuse(region, std::move(headline), std::move(label), std::move(help));
}

void TomlTable::refuse_type(const toml::node& node, std::string_view key, std::string_view wanted) {
    m_text.refuse(node.source(), backticked(key) + " takes " + std::string{wanted}, what_is(node));
}

void TomlTable::require(std::string_view key, std::string_view why) {
    if (has(key)) return;
    m_text.refuse(m_table.source(), std::string{m_what} + " without " + backticked(key),
                  std::string{why});
}

std::optional<std::string> TomlTable::text(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* text = node->as_string()) return text->get();
    refuse_type(*node, key, "a text, in quotes");
    return std::nullopt;
}

std::optional<bool> TomlTable::boolean(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = node->as_boolean()) return value->get();
    refuse_type(*node, key, "true or false");
    return std::nullopt;
}

std::optional<std::int64_t> TomlTable::integer(std::string_view key, std::int64_t least,
                                               std::int64_t most) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = node->as_integer();
    if (value != nullptr && value->get() >= least && value->get() <= most) return value->get();
    const bool any = least == std::numeric_limits<std::int64_t>::min();
    refuse_type(*node, key,
                any ? "a whole number"
                    : "a whole number from " + with_commas(static_cast<std::uint64_t>(least)) +
                          " to " + with_commas(static_cast<std::uint64_t>(most)));
    return std::nullopt;
}

std::optional<double> TomlTable::number(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* whole = node->as_integer()) return static_cast<double>(whole->get());
    const auto* number = node->as_floating_point();
    if (number != nullptr && std::isfinite(number->get())) return number->get();
    if (number != nullptr) {
        refuse(key, backticked(key) + " takes a number", "this is none");
        return std::nullopt;
    }
    refuse_type(*node, key, "a number");
    return std::nullopt;
}

std::optional<std::uint64_t> TomlTable::amount_of(const toml::node& node, std::string_view key,
                                                  bool sizes, std::uint64_t most) {
    std::optional<std::uint64_t> found;
    if (const auto* number = node.as_integer(); number != nullptr && number->get() >= 0) {
        found = static_cast<std::uint64_t>(number->get());
    } else if (const auto* text = node.as_string(); text != nullptr && sizes) {
        found = size_in(text->get());
    }
    if (found && *found <= most) return found;
    const std::string wanted = sizes ? "bytes, as 4096 or \"4K\"" : "a whole number, 0 or more";
    refuse_type(node, key,
                most == most_of_all ? wanted : wanted + ", at most " + with_commas(most));
    return std::nullopt;
}

std::optional<std::uint64_t> TomlTable::bytes(std::string_view key, std::uint64_t most) {
    const toml::node* node = take(key);
    return node == nullptr ? std::nullopt : amount_of(*node, key, true, most);
}

std::optional<Bounds> TomlTable::bounds_of(const toml::node& node, std::string_view key,
                                           bool sizes) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
        const auto amount = amount_of(node, key, sizes, most_of_all);
        return amount ? std::optional{Bounds::exactly(*amount)} : std::nullopt;
    }
    TomlTable inner{*table, m_text, "a bound"};
    Bounds bounds;
    if (const toml::node* least = inner.take("least")) {
        bounds.least = inner.amount_of(*least, "least", sizes, most_of_all);
    }
    if (const toml::node* most = inner.take("most")) {
        bounds.most = inner.amount_of(*most, "most", sizes, most_of_all);
    }
    inner.finish();
    if (!bounds.least && !bounds.most) {
        m_text.refuse(node.source(), backticked(key) + " has no bound",
                      "write a number, or { least = 1, most = 4 }");
        return std::nullopt;
    }
    if (bounds.least && bounds.most && *bounds.least > *bounds.most) {
        m_text.refuse(node.source(),
                      backticked(key) + " wants at least " + with_commas(*bounds.least) +
                          " and at most " + with_commas(*bounds.most),
                      "no number is both");
        return std::nullopt;
    }
    return bounds;
}

std::optional<Bounds> TomlTable::bounds(std::string_view key, bool sizes) {
    const toml::node* node = take(key);
    return node == nullptr ? std::nullopt : bounds_of(*node, key, sizes);
}

std::optional<std::size_t> TomlTable::choice(std::string_view key,
                                             const std::vector<std::string_view>& words) {
    const auto word = text(key);
    if (!word) return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), *word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::vector<std::string> all;
    for (const std::string_view each : words) all.push_back("`" + std::string{each} + "`");
    refuse(key, backticked(key) + " cannot be " + backticked(*word),
           "one of " + list_of(all, "or"));
    return std::nullopt;
}

std::optional<std::vector<std::string>> TomlTable::texts(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> list;
    if (const toml::array* array = node->as_array()) {
        for (const toml::node& item : *array) {
            if (const auto* text = item.as_string()) list.push_back(text->get());
        }
        if (list.size() == array->size()) return list;
    }
    refuse_type(*node, key, "a list of texts: [\"a\", \"b\"]");
    return std::nullopt;
}

std::optional<std::vector<long double>> TomlTable::numbers(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return std::nullopt;
    std::vector<long double> list;
    if (const toml::array* array = node->as_array()) {
        for (const toml::node& item : *array) {
            if (const auto* whole = item.as_integer()) list.push_back(whole->get());
            const auto* number = item.as_floating_point();
            if (number != nullptr && std::isfinite(number->get())) list.push_back(number->get());
        }
        if (list.size() == array->size()) return list;
    }
    refuse_type(*node, key, "a list of numbers: [1, 2, 3]");
    return std::nullopt;
}

const toml::table* TomlTable::table(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return nullptr;
    if (const toml::table* table = node->as_table()) return table;
    refuse_type(*node, key, "a table: { name = … }");
    return nullptr;
}

std::vector<const toml::table*> TomlTable::tables(std::string_view key) {
    std::vector<const toml::table*> list;
    const toml::node* node = take(key);
    if (node == nullptr) return list;
    if (const toml::array* array = node->as_array()) {
        for (const toml::node& item : *array) {
            if (const toml::table* table = item.as_table()) list.push_back(table);
        }
        if (list.size() == array->size()) return list;
    }
    refuse_type(*node, key, "tables, each under `[[" + std::string{key} + "]]`");
    return {};
}

std::vector<std::pair<std::string, Bounds>> TomlTable::named_bounds(std::string_view key,
                                                                    bool sizes) {
    std::vector<std::pair<std::string, Bounds>> list;
    const toml::table* all = table(key);
    if (all == nullptr) return list;
    for (const auto& [name, node] : *all) {
        if (const auto bounds = bounds_of(node, name.str(), sizes)) {
            list.emplace_back(name.str(), *bounds);
        }
    }
    return list;
}

std::string TomlTable::known_keys() const {
    std::vector<std::string> keys;
    for (const std::string& key : std::set<std::string>(m_known.begin(), m_known.end())) {
        keys.push_back(backticked(key));
    }
    return list_of(keys, "and");
}

void TomlTable::finish() {
    for (const auto& [key, node] : m_table) {
        if (std::find(m_known.begin(), m_known.end(), key.str()) != m_known.end()) continue;
        const std::vector<std::string_view> known(m_known.begin(), m_known.end());
        const auto meant = nearest(key.str(), known);
        m_text.refuse(key.source(), std::string{m_what} + " has no key " + backticked(key.str()),
                      "nothing reads this",
                      meant ? "did you mean `" + *meant + "`?" : "there are " + known_keys());
    }
}

}  // namespace freehold::grade
