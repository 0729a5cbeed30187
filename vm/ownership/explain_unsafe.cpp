// SPDX-License-Identifier: MIT
// F213, F214: what is allowed in `unsafe` only. Statements that follow each other are one mistake,
// and want one block.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "vm/base/text.hpp"
#include "vm/ownership/explain.hpp"

namespace freehold::ownership {

namespace {

constexpr std::size_t most_labels = 4;
constexpr std::uint32_t most_arguments = 1000;

// ---- statements in the source ------------------------------------------------------------------

/// Blanks and comments.
bool is_nothing(std::string_view text) {
    while (!text.empty()) {
        const std::size_t word = text.find_first_not_of(" \t\r\n");
        if (word == text.npos) return true;
        if (text[word] != ';') return false;
        text.remove_prefix(std::min(text.find('\n', word), text.size()));
    }
    return true;
}

std::string_view text_of(const Program& program, FileId file) {
    return raw(file) < program.sources.size() ? program.sources[raw(file)].text()
                                              : std::string_view();
}

/// The blanks before a statement that begins its line; nothing where something else does.
std::optional<std::string_view> indentation(const Program& program, Span statement) {
    const std::string_view text = text_of(program, statement.file);
    std::uint32_t start = statement.begin;
    while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t')) --start;
    if (start > 0 && text[start - 1] != '\n') return std::nullopt;
    return text.substr(start, statement.begin - start);
}

bool is_good(const Program& program, Span span) {
    return !span.empty() && span.begin < span.end && span.end <= text_of(program, span.file).size();
}

/// The call or `new` that an argument is laid down for; otherwise the instruction itself.
std::uint32_t end_of_statement(const Analysis& analysis, std::uint32_t at) {
    const Program& program = analysis.program();
    if (!analysis.frame().is_outgoing(program.code[at].a)) return at;
    const Function& function = analysis.function();
    const std::uint32_t end = std::min(function.first + function.count, at + most_arguments);
    for (std::uint32_t i = at; i < end; ++i) {
        const Opcode opcode = program.code[i].opcode();
        if (opcode == Opcode::Call || opcode == Opcode::CallCode || opcode == Opcode::New) return i;
    }
    return at;
}

Span statement_of(const Analysis& analysis, std::uint32_t at) {
    const Program& program = analysis.program();
    const Span own = program.span_of(at);
    const Span whole = program.span_of(end_of_statement(analysis, at));
    const bool inside = whole.file == own.file && whole.begin <= own.begin && own.end <= whole.end;
    return inside ? whole : own;
}

/// Whether one `unsafe` may take in both statements, and nothing else.
bool are_neighbours(const Program& program, Span one, Span other) {
    if (!is_good(program, one) || !is_good(program, other) || one.file != other.file) return false;
    if (one == other) return true;
    if (other.begin < one.end || !indentation(program, one) || !indentation(program, other)) {
        return false;
    }
    return is_nothing(text_of(program, one.file).substr(one.end, other.begin - one.end));
}

/// From the first statement to the last; empty where something stands between that an `unsafe` may
/// not take in.
Span all_statements(const Story& story) {
    Span all = statement_of(story.analysis, story.mistake.at);
    Span last = all;
    for (const std::uint32_t at : story.mistake.also) {
        const Span next = statement_of(story.analysis, at);
        if (!are_neighbours(story.program, last, next)) return {};
        all = join(all, next);
        last = next;
    }
    return all;
}

// ---- the edit ----------------------------------------------------------------------------------

/// Where a line ends, behind the comment after a statement, but not behind other statements.
std::uint32_t end_of_line(std::string_view text, std::uint32_t at) {
    const std::size_t line = std::min(text.find('\n', at), text.size());
    return is_nothing(text.substr(at, line - at)) ? static_cast<std::uint32_t>(line) : at;
}

/// `unsafe { … }` around whole statements.
std::vector<Edit> block_around(const Program& program, Span statements) {
    if (!is_good(program, statements)) return {};
    const auto blanks = indentation(program, statements);
    const FileId file = statements.file;
    const std::uint32_t begin = statements.begin;
    if (!blanks) {
        return {{{file, begin, begin}, "unsafe { "},
                {{file, statements.end, statements.end}, " }"}};
    }
    const std::string_view text = text_of(program, file);
    std::vector<Edit> edits{{{file, begin, begin}, fmt::format("unsafe {{\n{}    ", *blanks)}};
    for (std::size_t line = text.find('\n', begin); line < statements.end;
         line = text.find('\n', line + 1)) {
        const auto at = static_cast<std::uint32_t>(line + 1);
        if (at < text.size() && text[at] != '\n') edits.push_back({{file, at, at}, "    "});
    }
    std::uint32_t end = end_of_line(text, statements.end);
    if (end > statements.end && text[end - 1] == '\r') --end;
    edits.push_back({{file, end, end}, fmt::format("\n{}}}", *blanks)});
    return edits;
}

// ---- words -------------------------------------------------------------------------------------

std::string lent_words(const Story& story, std::uint32_t at) {
    const std::string memory = code(story.names.memory(at));
    return fmt::format("borrow of {}, a mutable static, outside `unsafe`", memory);
}

std::string raw_words(const Story& story, std::uint32_t at) {
    const std::string word = story.names.verb(at);
    const std::string memory = story.names.memory(at);
    const bool through = !memory.empty() && !word.starts_with("addr");
    return through ? fmt::format("{} of {}, through a raw pointer, outside `unsafe`", code(word),
                                 code(memory))
                   : fmt::format("{} outside `unsafe`", code(word));
}

/// The same mistake in the statements behind it.
void tell_others(Story& story) {
    const bool lends = story.mistake.code == Code::MutableStaticBorrowed;
    const auto& others = story.mistake.also;
    for (std::size_t k = 0; k < std::min(others.size(), most_labels); ++k) {
        const std::size_t more = others.size() - most_labels;
        const bool last = k + 1 == most_labels && others.size() > most_labels;
        const std::string what =
            lends ? story.names.memory(others[k]) : story.names.verb(others[k]);
        story.at(others[k], fmt::format("and {}{}", code(what),
                                        last ? fmt::format(", and {} more", more) : ""));
    }
}

bool wants_unsafe(Code code) {
    return code == Code::MutableStaticBorrowed || code == Code::UnsafeOutside;
}

/// Which statements follow each other is seen in the code alone, so that a program without source
/// has the same findings: nothing but arguments lies between, no jump leads there, and no local is
/// declared there.
class Neighbours {
public:
    explicit Neighbours(const Analysis& analysis)
        : m_analysis(analysis), m_declares(analysis.function().count + 1, false) {
        const Function& function = analysis.function();
        for (const Local& local : function.locals) {
            const std::uint32_t at = local.scope_begin - function.first;
            if (at < m_declares.size()) m_declares[at] = true;
        }
    }

    /// Whether a mistake says nothing new beside one before it, which then tells it, too.
    bool join(Mistake& before, const Mistake& mistake) const {
        const std::uint32_t last = before.also.empty() ? before.at : before.also.back();
        if (last == mistake.at) return true;
        if (!follows(last, mistake.at)) return false;
        before.also.push_back(mistake.at);
        return true;
    }

private:
    bool follows(std::uint32_t at, std::uint32_t next) const {
        const std::uint32_t first = m_analysis.function().first;
        const FlowGraph& graph = m_analysis.graph();
        if (graph.block_of(at - first) != graph.block_of(next - first)) return false;
        const std::uint32_t end = end_of_statement(m_analysis, at);
        for (std::uint32_t i = end + 1; i <= next; ++i) {
            if (m_declares[i - first]) return false;
            const Slot slot = m_analysis.program().code[i].a;
            if (i < next && !m_analysis.frame().is_outgoing(slot)) return false;
        }
        return true;
    }

    const Analysis& m_analysis;
    std::vector<bool> m_declares;  // by instruction of the function
};

}  // namespace

std::vector<Mistake> join_neighbours(const Analysis& analysis, std::vector<Mistake> mistakes) {
    const Neighbours neighbours(analysis);
    std::vector<Mistake> kept;
    std::map<Code, std::size_t> latest;  // in `kept`
    for (Mistake& mistake : mistakes) {
        const auto found = latest.find(mistake.code);
        if (found != latest.end() && neighbours.join(kept[found->second], mistake)) continue;
        if (wants_unsafe(mistake.code)) latest[mistake.code] = kept.size();
        kept.push_back(std::move(mistake));
    }
    return kept;
}

void explain_unsafe(Story& story) {
    const bool lends = story.mistake.code == Code::MutableStaticBorrowed;
    const std::uint32_t at = story.mistake.at;
    story.headline(lends ? lent_words(story, at) : raw_words(story, at));
    story.here(lends ? "every function can reach it while this borrow is used"
                     : "nobody can prove that this is right");
    tell_others(story);
    if (lends) {
        story.note(
            "`load`, `store`, `take`, `put` and `swap` need no `unsafe`: they are over at "
            "once");
    }
    story.help("say so, where it is needed: put it in `unsafe { … }`",
               block_around(story.program, all_statements(story)));
}

}  // namespace freehold::ownership
