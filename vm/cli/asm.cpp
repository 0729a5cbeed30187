// SPDX-License-Identifier: MIT
// freehold asm FILE [-o OUT.fhx] [--strip]
#include "freehold/image.hpp"
#include "freehold/verify.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/overwriting.hpp"
#include "vm/cli/repeat.hpp"

namespace freehold::cli {

namespace {

/// x.fh -> x.fhx; any other name gets .fhx behind it.
std::string image_path(const std::string& path) {
    const auto dot = path.rfind(".fh");
    return dot != std::string::npos && dot + 3 == path.size() ? path + "x" : path + ".fhx";
}

/// What an image is made of: code and data, and what only reports need. BSS is only a number in it.
std::string what_is_in(const Program& program, std::size_t image_bytes) {
    const std::size_t code = program.code.size() * sizeof(Instruction);
    const std::size_t data = program.data.size();
    std::string text = quantity(image_bytes, "byte") + ": code " + with_commas(code) + ", data " +
                       with_commas(data) + ", names and source text " +
                       with_commas(image_bytes - code - data);
    if (program.bss != 0) {
        text += "; BSS of " + quantity(program.bss, "byte") + " takes none of them";
    }
    return text;
}

/// An image of any program is written: whoever runs it verifies it again.
void warn_of_rejection(const std::string& path, const Program& program, Console& console) {
    const std::size_t findings = verify(program).findings.size();
    if (findings == 0) return;
    Diagnostic warning;
    warning.severity = Severity::Warning;
    warning.headline = "`run` will reject it: the verifier finds " + quantity(findings, "error");
    warning.commands.push_back("freehold check " + shell_word(path));
    console.say(warning, {});
}

}  // namespace

int asm_command(const Arguments& arguments, Console& console) {
    const std::string& path = arguments.operands().front();
    const bool named = arguments.has("output");
    if (path == "-" && !named) {
        console.say_error("an image of standard input needs a name", "write `-o FILE`");
        return WrongUsage;
    }
    const std::string target = named ? *arguments.text("output") : image_path(path);
    Loaded loaded = load_program(path, arguments);
    if (const auto error = overwriting_by_o(target, path, loaded.sources)) {
        return say_usage(*error, console);
    }
    say_diagnostics(loaded, console);
    if (!loaded.program) return Rejected;

    if (arguments.has("strip")) strip(*loaded.program);
    const std::vector<std::byte> image = save_image(*loaded.program);
    if (!arguments.has("quiet")) warn_of_rejection(path, *loaded.program, console);
    if (target == "-") {
        console.print(text_of(image));
    } else {
        write_file(target, text_of(image));
    }
    if (target != "-" && !arguments.has("quiet")) {
        console.say("wrote " + printable(target) + ": " +
                    what_is_in(*loaded.program, image.size()) + "\n");
    }
    return Fine;
}

}  // namespace freehold::cli
