// SPDX-License-Identifier: MIT
// freehold explain [CODE|INSTRUCTION|TERM]...
#include <algorithm>

#include "assembler/instruction_table.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/glossary.hpp"
#include "vm/cli/instruction_help.hpp"
#include "vm/cli/markdown.hpp"
#include "vm/cli/pages.hpp"

namespace freehold::cli {

namespace {

std::string bold(const std::string& text, const RenderStyle& style) {
    return style.color ? "\x1b[1m" + text + "\x1b[0m" : text;
}

/// "F302", "f302" or "302".
const CodeInfo* code_of(std::string_view topic) {
    return code_named(topic.size() == 3 ? "F" + std::string{topic} : topic);
}

/// "E0382": our codes that rustc's stands beside.
std::vector<const CodeInfo*> codes_of_rustc(std::string_view topic) {
    std::vector<const CodeInfo*> found;
    if (topic.size() != 5 || (topic[0] != 'E' && topic[0] != 'e')) return found;
    for (const CodeInfo& info : all_codes()) {
        const auto at = info.rustc.find(topic.substr(1));
        if (at != std::string_view::npos && at > 0) found.push_back(&info);
    }
    return found;
}

/// A code without a page is still told by its title.
std::string rust_name(const CodeInfo& info) {
    if (info.rustc.empty()) return "";
    std::string codes{info.rustc};
    if (const auto blank = codes.find(' '); blank != std::string::npos) {
        codes.replace(blank, 1, " or ");
    }
    return "\nThe Rust compiler calls it " + codes + ".\n";
}

std::string explain_code(const CodeInfo& info, const RenderStyle& style) {
    const std::string name = code_name(info.code);
    if (const std::string_view page = page_text(name); !page.empty()) {
        return markdown_text(page, style) + rust_name(info);
    }
    return bold(name + ": " + std::string{info.title}, style) + "\n" + rust_name(info);
}

std::string explain_instruction(const std::string& word, const RenderStyle& style) {
    const std::string help = instruction_help(word, style.width);
    return help.empty() ? "" : bold("instruction " + word, style) + "\n\n" + help;
}

std::string explain_term(const std::vector<Term>& terms, const std::string& word,
                         const RenderStyle& style) {
    const Term* term = find_term(terms, word);
    if (term == nullptr) return "";
    return bold(list_of(term->names, "and"), style) + "\n\n" + markdown_text(term->text, style);
}

/// Empty for what there is not. Some words are both: `drop` is an instruction and an idea.
std::string explain(const std::string& topic, const std::vector<Term>& terms,
                    const RenderStyle& style) {
    if (const CodeInfo* code = code_of(topic)) return explain_code(*code, style);
    std::string pages;
    for (const CodeInfo* code : codes_of_rustc(topic)) {
        pages += (pages.empty() ? "" : "\n") + explain_code(*code, style);
    }
    if (!pages.empty()) return pages;
    const std::string instruction = explain_instruction(lower_case(topic), style);
    const std::string term = explain_term(terms, topic, style);
    return instruction + (instruction.empty() || term.empty() ? "" : "\n") + term;
}

/// Topics of several words need no quotes: `explain borrow mut`, `explain use after free`.
std::vector<std::string> topics_in(const std::vector<std::string>& words,
                                   const std::vector<Term>& terms, const RenderStyle& style) {
    std::string together;
    for (const std::string& word : words) together += (together.empty() ? "" : " ") + word;
    if (!explain(together, terms, style).empty()) return {together};
    return words;
}

std::string section(const std::string& title, const std::vector<std::string>& words,
                    const RenderStyle& style) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : ", ") + word;
    return bold(title, style) + "\n  " + wrap(line, style.width, 2) + "\n";
}

std::string list_topics(const std::vector<Term>& terms, const RenderStyle& style) {
    std::string text = bold("codes", style) + "\n";
    for (const CodeInfo& info : all_codes()) {
        text += "  " + code_name(info.code) + "  " + std::string{info.title} + "\n";
    }
    std::vector<std::string> words;
    for (const std::string_view word : assembler::all_mnemonics()) words.emplace_back(word);
    text += "\n" + section("instructions", words, style);
    words.clear();
    for (const Term& term : terms) words.insert(words.end(), term.names.begin(), term.names.end());
    return text + "\n" + section("terms", words, style);
}

/// Everything that can be explained, by one name or several.
std::vector<std::string> all_topics(const std::vector<Term>& terms) {
    std::vector<std::string> topics;
    for (const CodeInfo& info : all_codes()) topics.push_back(code_name(info.code));
    for (const std::string_view word : assembler::all_mnemonics()) topics.emplace_back(word);
    for (const Term& term : terms)
        topics.insert(topics.end(), term.names.begin(), term.names.end());
    return topics;
}

int list_names(const std::vector<Term>& terms, Console& console) {
    for (const std::string& topic : all_topics(terms)) console.print(topic + "\n");
    return Fine;
}

int unknown_topic(const std::vector<Term>& terms, const std::string& topic, Console& console) {
    const std::vector<std::string> topics = all_topics(terms);
    const std::vector<std::string_view> candidates(topics.begin(), topics.end());
    const auto near = nearest(topic, candidates);
    console.say_error(
        "there is no code, instruction or term `" + printable(topic) + "`",
        near ? "did you mean `" + *near + "`?" : "`freehold explain --list` shows what there is");
    return WrongUsage;
}

}  // namespace

int explain_command(const Arguments& arguments, Console& console) {
    const std::vector<Term> terms = terms_of(page_text("glossary"));
    RenderStyle style = console.output_style();
    style.width = std::min(style.width, 100u);
    if (arguments.has("names")) return list_names(terms, console);
    if (arguments.operands().empty() || arguments.has("list")) {
        console.print(list_topics(terms, style));
        return Fine;
    }
    std::string text;
    for (const std::string& topic : topics_in(arguments.operands(), terms, style)) {
        const std::string explained = explain(topic, terms, style);
        if (explained.empty()) return unknown_topic(terms, topic, console);
        text += (text.empty() ? "" : "\n") + explained;
    }
    console.print(text);
    return Fine;
}

}  // namespace freehold::cli
