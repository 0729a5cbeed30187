// SPDX-License-Identifier: MIT
// freehold check FILE...
#include "vm/base/text.hpp"
#include "vm/cli/bill_text.hpp"
#include "vm/cli/check_file.hpp"
#include "vm/cli/check_json.hpp"
#include "vm/cli/check_sarif_json.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/drops_text.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/states_text.hpp"

namespace freehold::cli {

namespace {

/// "3 functions, 41 instructions; code 656 bytes, …"; a library has no stack of its own.
std::string summary_of(const CheckedFile& file) {
    const Program& program = *file.loaded.program;
    if (file.loaded.library) {
        return "a library: it has no `main`, " + quantity(program.functions.size() - 1, "function");
    }
    return quantity(program.functions.size(), "function") + ", " +
           quantity(program.code.size(), "instruction") + "; " +
           bill_text(program, ownership::bill_of(program));
}

/// A summary that is too long goes on below the file's name.
std::string ok_line(const CheckedFile& file, std::uint32_t width) {
    constexpr std::uint32_t indent = 4;
    const std::string begin = "ok  " + printable(file.loaded.name);
    const std::string summary = summary_of(file);
    if (display_width(begin) + 2 + display_width(summary) <= width) {
        return begin + "  " + summary + "\n";
    }
    return begin + "\n" + std::string(indent, ' ') + wrap(summary, width, indent) + "\n";
}

void show(const CheckedFile& file, const Arguments& arguments, Console& console) {
    say_diagnostics(file.loaded, console);
    const RenderStyle style = console.output_style();
    if (file.proven && !arguments.has("quiet")) console.print(ok_line(file, style.width));
    if (!file.loaded.program) return;
    if (arguments.has("states")) {
        console.print("\n" + states_text(*file.loaded.program, file.added(), style));
    }
    if (arguments.has("drops")) {
        console.print(drops_text(*file.loaded.program, file.added(), style));
    }
}

}  // namespace

int check_command(const Arguments& arguments, Console& console) {
    if (const auto error = wrong_format(arguments, {"text", "json", "sarif"})) {
        return say_usage(*error, console);
    }
    const std::string format = arguments.choice("format");
    std::vector<CheckedFile> files;
    int status = Fine;
    for (const std::string& path : arguments.operands()) {
        CheckedFile file = check_file(path, arguments);
        if (file.unreadable) {
            status = CannotReadOrWrite;
        } else if (!file.proven && status == Fine) {
            status = ProblemFound;
        }
        if (format == "text") {
            show(file, arguments, console);
        } else {
            files.push_back(std::move(file));
        }
    }
    if (format == "json") {
        console.print(check_json_text(files, {arguments.has("states"), arguments.has("drops")}));
    }
    if (format == "sarif") console.print(check_sarif_text(files, status));
    return status;
}

}  // namespace freehold::cli
