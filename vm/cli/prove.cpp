// SPDX-License-Identifier: MIT
#include "vm/cli/prove.hpp"

#include "freehold/assemble.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/repeat.hpp"
#include "vm/cli/witnesses.hpp"

namespace freehold::cli {

std::optional<VerifiedProgram> prove(Loaded& loaded, const Arguments& arguments) {
    Verification verification = verify(*loaded.program);
    // The `main` that a library was given leads nowhere.
    if (!loaded.library) {
        add_witnesses(*loaded.program, verification.findings, loaded.name, arguments);
    }
    const std::size_t most = AssembleOptions{}.max_errors;
    std::size_t told = 0;
    for (Finding& finding : verification.findings) {
        if (told++ < most) {
            loaded.diagnostics.push_back(std::move(finding.diagnostic));
        } else {
            ++loaded.uncounted;
        }
    }
    return verification.program;
}

int say_rejected(const Loaded& loaded, const Arguments& arguments, Console& console) {
    say_diagnostics(loaded, console);
    if (loaded.program) {
        console.say("see what would have happened: " + compare_command(arguments) + "\n");
        console.say("to " + std::string{arguments.command().name} +
                    " it all the same, give `--no-verify`\n");
    }
    return Rejected;
}

std::string compare_command(const Arguments& arguments) {
    std::string line = "freehold compare";
    for (const auto& [name, value] : arguments.defines()) {
        line += " -D " + name + "=" + std::to_string(value);
    }
    for (const char* option : {"input", "heap", "stack", "max-steps"}) {
        if (const auto value = arguments.text(option)) {
            line += " --" + std::string{option} + "=" + shell_word(*value);
        }
    }
    const std::string& name = arguments.operands().front();
    return line + " " + program_word(name) + program_note(name);
}

}  // namespace freehold::cli
