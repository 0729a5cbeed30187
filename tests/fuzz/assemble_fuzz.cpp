// SPDX-License-Identifier: MIT
// Any text is assembled or rejected; what assembles is well-formed, can be written down and read
// back, and runs.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz_program.hpp"
#include "vm/isa/validate.hpp"

using namespace freehold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most = 1u << 16;
    if (size > most) return 0;
    const Assembly built = agreement::assemble_alone({reinterpret_cast<const char*>(data), size});
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
