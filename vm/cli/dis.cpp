// SPDX-License-Identifier: MIT
// freehold dis FILE [--listing] [-o OUT]
#include "freehold/image.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/overwriting.hpp"
#include "vm/isa/listing.hpp"

namespace freehold::cli {

int dis_command(const Arguments& arguments, Console& console) {
    const std::string& path = arguments.operands().front();
    const std::string target = arguments.text("output").value_or("-");
    const Loaded loaded = load_program(path, arguments);
    if (const auto error = overwriting_by_o(target, path, loaded.sources)) {
        return say_usage(*error, console);
    }
    say_diagnostics(loaded, console);
    if (!loaded.program) return Rejected;

    const std::string text =
        arguments.has("listing") ? listing(*loaded.program) : disassemble(*loaded.program);
    if (target == "-") {
        console.print(text);
    } else {
        write_file(target, text);
    }
    return Fine;
}

}  // namespace freehold::cli
