// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "assembler/instruction_table.hpp"
#include "freehold/instruction.hpp"
#include "vm/cli/glossary.hpp"
#include "vm/cli/instruction_help.hpp"
#include "vm/cli/markdown.hpp"
#include "vm/cli/pages.hpp"
#include "vm/cli/programs.hpp"
#include "vm/cli/repeat.hpp"

namespace freehold::cli {
namespace {

TEST(Markdown, wraps_paragraphs_and_keeps_code_as_it_is) {
    const std::string page = "# Title\n\none two\nthree\n\n```fh\nadd x,  y\n\nret\n```\n";
    EXPECT_EQ(markdown_text(page, {false, 8}),
              "Title\n\none two\nthree\n\n    add x,  y\n\n    ret\n");
}

TEST(Markdown, indents_what_belongs_to_an_item) {
    EXPECT_EQ(markdown_text("- one two\n  three\n- four\n", {false, 9}),
              "- one two\n  three\n- four\n");
}

TEST(Markdown, colours_take_the_place_of_backticks) {
    EXPECT_EQ(markdown_text("a `b` c", {true, 80}), "a \x1b[36mb\x1b[0m c\n");
    EXPECT_EQ(markdown_text("a `b` c", {false, 80}), "a `b` c\n");
}

TEST(Markdown, shows_links_as_their_text_but_leaves_brackets_in_code_alone) {
    EXPECT_EQ(markdown_text("see [F311](F311.md), [p](q) and `[p](x)`", {false, 80}),
              "see F311, p and `[p](x)`\n");
    EXPECT_EQ(markdown_text("`[p]` is [what](a.md) p points at", {false, 80}),
              "`[p]` is what p points at\n");
}

TEST(Glossary, finds_a_term_by_any_of_its_names_in_any_case) {
    const auto terms =
        terms_of("# Words\n\n## owner, own\n\nwho frees\n\n## slot\n\neight bytes\n");
    ASSERT_EQ(terms.size(), 2u);
    EXPECT_EQ(find_term(terms, "OWN")->text, "who frees\n");
    EXPECT_EQ(find_term(terms, "slot")->text, "eight bytes\n");
    EXPECT_EQ(find_term(terms, "heap"), nullptr);
}

TEST(Glossary, of_the_binary_knows_the_terms_of_reports) {
    const auto terms = terms_of(page_text("glossary"));
    for (const char* word :
         {"frame", "slot",  "segment", "provenance", "shadow", "owner", "borrow",
          "drop",  "scope", "block",   "step",       "uninit", "moved", "null",
          "label", "local", "int",     "bytes",      "skip",   "run",   "own?"}) {
        EXPECT_NE(find_term(terms, word), nullptr) << word;
    }
}

TEST(Glossary, every_term_has_a_text) {
    for (const Term& term : terms_of(page_text("glossary"))) {
        EXPECT_GT(term.text.size(), 20u) << term.names.front();
    }
}

TEST(InstructionHelp, groups_opcodes_that_differ_only_in_their_operands) {
    std::size_t opcodes = 0;
    for (const OpcodeGroup& group : opcode_groups()) opcodes += group.opcodes.size();
    EXPECT_EQ(opcodes, opcode_count);
    EXPECT_EQ(operands_text(Opcode::Add), "d, s, s");
    EXPECT_EQ(operands_text(Opcode::LoadPX), "d, M[i]");
}

TEST(InstructionHelp, a_word_finds_its_variants_with_a_suffix_but_not_longer_words) {
    const std::string help = instruction_help("sub", 80);
    EXPECT_NE(help.find("sub.wrap"), std::string::npos);
    EXPECT_EQ(instruction_help("jm", 80), "");
}

TEST(InstructionHelp, has_form_and_meaning_of_every_instruction) {
    for (const std::string_view mnemonic : assembler::all_mnemonics()) {
        const std::string help = instruction_help(mnemonic, 1000);
        const auto gap = help.find("\n\n  ");
        ASSERT_NE(gap, std::string::npos) << mnemonic;
        EXPECT_GT(help.size(), gap + 10) << mnemonic;
        EXPECT_EQ(help.find("  write `"), 0u) << mnemonic;
    }
}

TEST(InstructionHelp, names_the_operands_as_the_form_does) {
    EXPECT_NE(instruction_help("alloc", 100).find("a new block of v bytes"), std::string::npos);
    EXPECT_EQ(instruction_help("load", 100).find("load.u8"), std::string::npos);
}

TEST(InstructionHelp, says_of_what_only_the_machine_has_that_no_program_contains_it) {
    const std::string help = instruction_help("drop.end", 100);
    EXPECT_NE(help.find("cannot be written in a program"), std::string::npos) << help;
    EXPECT_NE(help.find("as `drop.end s, T`"), std::string::npos) << help;
    EXPECT_NE(help.find("end of scope"), std::string::npos) << help;
}

TEST(Samples, are_told_by_the_first_sentence_of_their_first_comment) {
    EXPECT_EQ(first_comment("; 1. Stack: x and y.\nfn main()"), "1. Stack: x and y.");
    EXPECT_EQ(first_comment("; A list.  More.\n"), "A list.");
    EXPECT_EQ(first_comment("; It goes\n; on. And on.\n"), "It goes on.");
    EXPECT_EQ(first_comment("; one\n;\n; two\n"), "one");
    EXPECT_EQ(first_comment("fn main() { ;; late \r\n}"), "late");
    EXPECT_EQ(first_comment("fn main() {}"), "");
}

TEST(Repeat, keeps_every_option_but_the_one_that_changes) {
    const auto parsed = parse_arguments(*find_command("run"),
                                        {"-D", "N=3", "--max-steps", "10", "--map", "x y.fh"});
    EXPECT_EQ(repeat_command(parsed.arguments, "max-steps", "42"),
              "freehold run --max-steps=42 -D N=3 --map 'x y.fh'");
}

TEST(Repeat, completes_the_command_of_a_report) {
    const auto parsed = parse_arguments(*find_command("run"), {"-q", "-DN=3", "x.fh"});
    EXPECT_EQ(with_all_options("freehold run --stack=2M x.fh", parsed.arguments),
              "freehold run --stack=2M -DN=3 x.fh");
    EXPECT_EQ(with_all_options("freehold explain F312", parsed.arguments), "freehold explain F312");
}

}  // namespace
}  // namespace freehold::cli
