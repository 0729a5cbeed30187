// SPDX-License-Identifier: MIT
// Where the parts of the assembler bring the mistakes they find.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold::assembler {

/// A diagnostic in the making: `Mistake(Code::X, "headline", span, "label").also(…).help(…)`.
class Mistake {
public:
    Mistake(Code code, std::string headline, Span at, std::string label = "");
    /// One that has no place in the source.
    Mistake(Code code, std::string headline);

    /// Another place that matters.
    Mistake& also(Span span, std::string text);
    Mistake& note(std::string text);
    /// There is one help; the last one given stays.
    Mistake& help(std::string text);
    Mistake& help(std::string text, Span span, std::string replacement);
    /// One more edit of the same help.
    Mistake& edit(Span span, std::string replacement);
    /// "did you mean `name`?", as an edit of the span.
    Mistake& did_you_mean(Span span, std::string name);

    const Diagnostic& diagnostic() const { return m_diagnostic; }

private:
    Diagnostic m_diagnostic;
};

class Reporter {
public:
    explicit Reporter(std::uint32_t max_errors) : m_max_errors(max_errors) {}

    /// Keeps the mistake, or only counts it where there are max_errors already. The same code at
    /// the same place is one mistake.
    void add(const Mistake& mistake) { add(mistake.diagnostic()); }
    void add(const Diagnostic& diagnostic);
    /// The same, for what is met again and again for one cause. The first is reported, with a note
    /// that begins with `again`, of the others: "used 6 more times".
    void add_once(std::uint64_t cause, const Mistake& mistake, std::string again);

    /// Whether further mistakes are only counted: then there is no use in looking for good words.
    bool full() const { return m_diagnostics.size() >= m_max_errors; }
    bool has_errors() const { return !m_diagnostics.empty() || m_uncounted > 0; }
    std::uint32_t uncounted() const { return m_uncounted; }

    /// All that were kept, in the order of the source.
    std::vector<Diagnostic> take();

private:
    bool is_new(const Diagnostic& diagnostic);

    struct Repeated {
        std::size_t diagnostic = 0;  // index in m_diagnostics
        std::string again;
        std::uint32_t more = 0;
    };

    std::uint32_t m_max_errors;
    std::uint32_t m_uncounted = 0;
    std::vector<Diagnostic> m_diagnostics;
    std::unordered_set<std::uint64_t> m_seen;  // code, file and offset of what was kept
    std::unordered_map<std::uint64_t, Repeated> m_repeated;  // by cause
};

}  // namespace freehold::assembler
