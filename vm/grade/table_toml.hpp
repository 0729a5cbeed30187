// SPDX-License-Identifier: MIT
// A table of a rubric, read key by key: what is wrong with a value is told at its place, and so are
// keys that nobody asked for.
#pragma once

#include "vm/grade/library_toml.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/source.hpp"
#include "vm/grade/bounds.hpp"

namespace freehold::grade {

/// The text that a table was read from, and what is wrong with it.
struct TomlText {
    const Source& source;
    std::vector<Diagnostic>& problems;

    Span span_of(const toml::source_region& region) const;
    /// Says what is wrong at a place.
    void refuse(const toml::source_region& region, std::string headline, std::string label,
                std::string help = "") const;
};

class TomlTable {
public:
    /// `what` names the table in messages: "a test". Both outlive it.
    TomlTable(const toml::table& table, TomlText& text, std::string_view what)
        : m_table(table), m_text(text), m_what(what) {}

    bool has(std::string_view key) const { return m_table.contains(key); }

    // Nothing where there is no such key, or its value is not what is wanted, which has been told.
    std::optional<std::string> text(std::string_view key);
    std::optional<bool> boolean(std::string_view key);
    /// `least` is 0 or more, or the least that there is: any.
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                        std::int64_t most);
    std::optional<double> number(std::string_view key);
    /// A number, or "64K".
    std::optional<std::uint64_t> bytes(std::string_view key, std::uint64_t most);
    /// A number, or { least = 1, most = 4 }; with `sizes` also "64K".
    std::optional<Bounds> bounds(std::string_view key, bool sizes);
    /// One of several words: its index.
    std::optional<std::size_t> choice(std::string_view key,
                                      const std::vector<std::string_view>& words);
    std::optional<std::vector<std::string>> texts(std::string_view key);
    std::optional<std::vector<long double>> numbers(std::string_view key);
    const toml::table* table(std::string_view key);
    /// The tables of `[[key]]`; empty where there are none.
    std::vector<const toml::table*> tables(std::string_view key);
    /// For a value that is a table of names with bounds.
    std::vector<std::pair<std::string, Bounds>> named_bounds(std::string_view key, bool sizes);

    /// Marks a key as known without reading it.
    const toml::node* take(std::string_view key);
    void refuse(std::string_view key, std::string headline, std::string label,
                std::string help = "");
    /// Says that there has to be such a key.
    void require(std::string_view key, std::string_view why);
    /// Refuses the keys that were not asked for.
    void finish();

private:
    std::optional<Bounds> bounds_of(const toml::node& node, std::string_view key, bool sizes);
    std::optional<std::uint64_t> amount_of(const toml::node& node, std::string_view key, bool sizes,
                                           std::uint64_t most);
    std::string known_keys() const;
    void refuse_type(const toml::node& node, std::string_view key, std::string_view wanted);

    const toml::table& m_table;
    TomlText& m_text;
    std::string_view m_what;
    std::vector<std::string> m_known;
};

}  // namespace freehold::grade
