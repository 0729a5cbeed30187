// SPDX-License-Identifier: MIT
// Whatever is proven keeps what the proof promises (P1, P5, P7 of tests/agreement), on any input:
// on what stands in the text after the mark, and on inputs that lead many ways.
#include <cstddef>
#include <cstdint>

#include "tests/agreement/library/properties.hpp"
#include "tests/fuzz/fuzz_program.hpp"
#include "tests/fuzz/mutation.hpp"

namespace {

using namespace freehold;

constexpr std::string_view input_mark = "\n; input:\n";
constexpr int more_inputs = 3;

std::uint64_t hash(std::string_view bytes) {
    std::uint64_t sum = 0xcbf29ce484222325u;
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return sum;
}

/// Code that no assembler of ours wrote may leave drops out, and P7 is not asked of it.
bool is_as_written(std::string_view program) {
    return !is_image(std::as_bytes(std::span(program))) && program.rfind(".expanded", 0) != 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t mark = bytes.rfind(input_mark);
    const std::string_view text = bytes.substr(0, mark);
    const auto program = fuzz::program_of(text);
    if (!program ||
        !fuzz::is_small(*program, agreement::trial_heap_bytes, agreement::trial_stack_bytes)) {
        return 0;
    }
    agreement::PropertyChecker checker;
    if (!checker.accepts(*program)) return 0;
    std::uint64_t seed = hash(bytes);
    std::vector<std::string> inputs;
    if (mark != bytes.npos) inputs.emplace_back(bytes.substr(mark + input_mark.size()));
    for (int i = 0; i < more_inputs; ++i) inputs.push_back(agreement::decisions(seed + i));
    for (const std::string& input : inputs) {
        const auto violation = checker.run(*program, input, seed, is_as_written(text));
        if (violation) fuzz::broken(violation->property.c_str(), violation->text);
    }
    return 0;
}
