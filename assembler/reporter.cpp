// SPDX-License-Identifier: MIT
#include "assembler/reporter.hpp"

#include <algorithm>
#include <utility>

#include "vm/base/text.hpp"

namespace freehold::assembler {

Mistake::Mistake(Code code, std::string headline, Span at, std::string label)
    : Mistake(code, std::move(headline)) {
    m_diagnostic.labels.push_back({at, std::move(label), true});
}

Mistake::Mistake(Code code, std::string headline) {
    m_diagnostic.code = code;
    m_diagnostic.headline = std::move(headline);
}

Mistake& Mistake::also(Span span, std::string text) {
    m_diagnostic.labels.push_back({span, std::move(text)});
    return *this;
}

Mistake& Mistake::note(std::string text) {
    m_diagnostic.notes.push_back(std::move(text));
    return *this;
}

Mistake& Mistake::help(std::string text) {
    m_diagnostic.help = Help{std::move(text)};
    return *this;
}

Mistake& Mistake::help(std::string text, Span span, std::string replacement) {
    m_diagnostic.help = Help{std::move(text), {{span, std::move(replacement)}}};
    return *this;
}

Mistake& Mistake::edit(Span span, std::string replacement) {
    m_diagnostic.help->edits.push_back({span, std::move(replacement)});
    return *this;
}

Mistake& Mistake::did_you_mean(Span span, std::string name) {
    std::string text = "did you mean `" + name + "`?";
    return help(std::move(text), span, std::move(name));
}

bool Reporter::is_new(const Diagnostic& diagnostic) {
    const Label* label = primary_label(diagnostic);
    if (label == nullptr) return true;
    const std::uint64_t key = std::uint64_t{static_cast<std::uint16_t>(diagnostic.code)} << 48 |
                              std::uint64_t{raw(label->span.file)} << 32 | label->span.begin;
    return m_seen.insert(key).second;
}

void Reporter::add(const Diagnostic& diagnostic) {
    if (full()) {
        ++m_uncounted;
    } else if (is_new(diagnostic)) {
        m_diagnostics.push_back(diagnostic);
    }
}

void Reporter::add_once(std::uint64_t cause, const Mistake& mistake, std::string again) {
    const auto known = m_repeated.find(cause);
    if (known != m_repeated.end()) {
        if (is_new(mistake.diagnostic())) ++known->second.more;
        return;
    }
    const std::size_t before = m_diagnostics.size();
    add(mistake);
    if (m_diagnostics.size() > before) m_repeated[cause] = {before, std::move(again)};
}

std::vector<Diagnostic> Reporter::take() {
    for (const auto& [cause, repeated] : m_repeated) {
        if (repeated.more == 0) continue;
        m_diagnostics[repeated.diagnostic].notes.push_back(repeated.again + " " +
                                                           quantity(repeated.more, "more time"));
    }
    const auto place = [](const Diagnostic& diagnostic) {
        const Label* label = primary_label(diagnostic);
        const Span span = label == nullptr ? Span{} : label->span;
        return std::pair{raw(span.file), span.begin};
    };
    std::stable_sort(m_diagnostics.begin(), m_diagnostics.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return std::move(m_diagnostics);
}

}  // namespace freehold::assembler
