// SPDX-License-Identifier: MIT
// freehold asm FILE [-o OUT.fhx] [--strip]
#include "freehold/image.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/load.hpp"

namespace freehold::cli {

namespace {

/// x.fh -> x.fhx; any other name gets .fhx behind it.
std::string image_path(const std::string& path) {
    const auto dot = path.rfind(".fh");
    return dot != std::string::npos && dot + 3 == path.size() ? path + "x" : path + ".fhx";
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
    if (same_file(path, target)) {
        console.say_error("`" + printable(target) + "` would be overwritten by its own image",
                          "write `-o` with another name");
        return WrongUsage;
    }
    Loaded loaded = load_program(path, arguments);
    say_diagnostics(loaded, console);
    if (!loaded.program) return Rejected;

    if (arguments.has("strip")) strip(*loaded.program);
    const std::vector<std::byte> image = save_image(*loaded.program);
    if (target == "-") {
        console.print(text_of(image));
    } else {
        write_file(target, text_of(image));
    }
    return Fine;
}

}  // namespace freehold::cli
