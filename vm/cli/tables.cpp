// SPDX-License-Identifier: MIT
// freehold docs-tables DIR
#include "vm/cli/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "freehold/diagnostic.hpp"
#include "freehold/event.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/event_groups.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/instruction_help.hpp"
#include "vm/cli/pages.hpp"

namespace freehold::cli {

namespace {

constexpr std::string_view generated_mark =
    "<!-- Written by `freehold docs-tables docs`. Change the table in the sources, not this file. "
    "-->\n\n";

struct Section {
    Opcode first;
    std::string_view title;
};

/// Where opcodes.def begins a new kind of instruction.
constexpr Section sections[] = {
    {Opcode::Const, "Values"},
    {Opcode::Add, "Arithmetic"},
    {Opcode::Eq, "Comparison"},
    {Opcode::Jmp, "Branches"},
    {Opcode::LoadU8P, "Memory"},
    {Opcode::LenP, "Arrays as a whole"},
    {Opcode::New, "Owners"},
    {Opcode::BorrowP, "Borrows"},
    {Opcode::Call, "Functions and the end"},
    {Opcode::Print, "Input and output"},
    {Opcode::Offset, "In `unsafe`"},
};

std::string section_heading(Opcode opcode) {
    for (const Section& section : sections) {
        if (section.first != opcode) continue;
        return fmt::format(
            "\n## {}\n\n| mnemonic | operands | meaning | opcodes |\n|---|---|---|---|\n",
            section.title);
    }
    return "";
}

std::string all_operands(const OpcodeGroup& group) {
    std::vector<std::string> forms;
    for (const Opcode opcode : group.opcodes) {
        std::string form = operands_text(opcode);
        if (!form.empty()) form = "`" + form + "`";
        if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
    }
    std::string text;
    for (const std::string& form : forms) text += (text.empty() ? "" : " ") + form;
    return text;
}

/// Groups are neighbours in the table, so their numbers are a range.
std::string numbers(const OpcodeGroup& group) {
    const auto first = static_cast<unsigned>(group.opcodes.front());
    const auto last = static_cast<unsigned>(group.opcodes.back());
    return first == last ? std::to_string(first) : fmt::format("{}-{}", first, last);
}

std::string groups_with(EventKind kind) {
    std::string text;
    for (const std::string_view word : event_words()) {
        const bool single = word == event_info(kind).word;
        if (single || word == "all" || !events_of(word)->has(kind)) continue;
        text += (text.empty() ? "`" : ", `") + std::string{word} + "`";
    }
    return text;
}

std::string code_cell(const CodeInfo& info) {
    const std::string name = code_name(info.code);
    return page_text(name).empty() ? name : fmt::format("[{0}]({0}.md)", name);
}

}  // namespace

std::string instructions_page() {
    std::string text = "# Instructions\n\n";
    text += generated_mark;
    text +=
        "What the machine executes: 16 bytes each, `{op:16, a:16, b:16, c:16, imm:64}`. What is "
        "written in a program is\ndescribed in assembly.md; `freehold dis` shows what became of "
        "it.\n\n"
        "`d` is a slot that is written, `s` a slot that is read, `K` a constant, `L` a label, `T` "
        "a "
        "type, `f` a function, `text`\nthe text of a `print`, `panic` or `assert`. `M` is memory: "
        "`[p]`, `x` or `NAME`, each with an offset and, as `M[i]`,\nwith a computed index; in this "
        "order they have the opcodes of the last column. What stands in brackets may be\nleft "
        "out.\n";
    for (const OpcodeGroup& group : opcode_groups()) {
        text += section_heading(group.opcodes.front());
        text += fmt::format("| `{}` | {} | {} | {} |\n", group.mnemonic, all_operands(group),
                            group.meaning, numbers(group));
    }
    return text;
}

std::string events_page() {
    std::string text = "# Events\n\n";
    text += generated_mark;
    text +=
        "What can be told about a run. The word stands first on a line of the report, and in JSON "
        "as `event`;\n`freehold run --report=` takes words and groups.\n\n"
        "| word | in group | what happened |\n|---|---|---|\n";
    for (std::uint32_t number = 0; number < event_count; ++number) {
        const auto kind = static_cast<EventKind>(number);
        text += fmt::format("| `{}` | {} | {} |\n", event_info(kind).word, groups_with(kind),
                            event_info(kind).meaning);
    }
    return text;
}

std::string codes_page() {
    std::string text = "# Codes\n\n";
    text += generated_mark;
    text +=
        "Every mistake Freehold reports has a code that never changes. `freehold explain F302` "
        "shows "
        "a page; these are\nall of them, with the related errors of the Rust compiler.\n\n"
        "| code | mistake | rustc |\n|---|---|---|\n";
    for (const CodeInfo& info : all_codes()) {
        text += fmt::format("| {} | {} | {} |\n", code_cell(info), info.title, info.rustc);
    }
    return text;
}

std::vector<GeneratedFile> generated_files() {
    return {{"instructions.md", instructions_page()},
            {"events.md", events_page()},
            {"errors/README.md", codes_page()},
            {"man/freehold.1", man_page()},
            {"completion/freehold.bash", bash_completion()}};
}

int tables_command(const Arguments& arguments, Console& console) {
    const std::filesystem::path folder = arguments.operands().front();
    for (const GeneratedFile& file : generated_files()) {
        const std::filesystem::path path = folder / file.path;
        std::error_code ignored;  // what cannot be made cannot be written to either
        std::filesystem::create_directories(path.parent_path(), ignored);
        write_file(path.string(), file.text);
        console.print(path.string() + "\n");
    }
    return Fine;
}

}  // namespace freehold::cli
