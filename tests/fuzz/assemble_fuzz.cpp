// SPDX-License-Identifier: MIT
// Any text is assembled or rejected; what assembles is well-formed, can be written down and read
// back, and runs.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz_program.hpp"
#include "vm/isa/validate.hpp"

namespace {

using namespace freehold;

AssembleOptions options() {
    AssembleOptions options;
    options.read = [](const std::string& path) -> Source {
        throw FileError(path + ": there are no other files");
    };
    return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most = 1u << 16;
    if (size > most) return 0;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const Assembly built = assemble(Source("fuzz.fh", text), options());
    fuzz::drawn(built.diagnostics, built.sources);
    if (!built.program) {
        if (built.diagnostics.empty()) fuzz::broken("rejected without a word");
        return 0;
    }
    const std::vector<Flaw> flaws = validate(*built.program);
    if (!flaws.empty()) {
        fuzz::broken("the assembler made a program that is not well-formed",
                     flaw_text(*built.program, flaws.front()));
    }
    fuzz::check_round_trip(*built.program);
    fuzz::run(*built.program);
    return 0;
}
