// SPDX-License-Identifier: MIT
// freehold dis FILE [--listing] [-o OUT]
#include "freehold/image.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"
#include "vm/isa/listing.hpp"

namespace freehold::cli {

int dis_command(const Arguments& arguments, Console& console) {
    const std::string& path = arguments.operands().front();
    const std::string target = arguments.text("output").value_or("-");
    if (target != "-" && same_file(path, target)) {
        console.say_error("`" + printable(target) + "` would be overwritten by its own text",
                          "write `-o` with another name");
        return WrongUsage;
    }
    const Loaded loaded = load_program(path, arguments);
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
