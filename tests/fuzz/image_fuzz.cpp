// SPDX-License-Identifier: MIT
// Any bytes are an image or are refused; what is an image can be written down again and runs.
#include <cstddef>
#include <cstdint>
#include <span>

#include "tests/fuzz/fuzz_program.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace freehold;
    const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
    const Loading loaded = load_image(bytes, "fuzz.fhx");
    fuzz::drawn(loaded.diagnostics, {});
    if (!loaded.program) {
        if (loaded.diagnostics.empty()) fuzz::broken("refused without a word");
        return 0;
    }
    fuzz::check_round_trip(*loaded.program);
    fuzz::run(*loaded.program);
    return 0;
}
