// SPDX-License-Identifier: MIT
// What libFuzzer calls to change inputs that are programs. Included by a target, once.
#pragma once

#include "tests/fuzz/program_mutator.hpp"

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    // libFuzzer's own way comes upon what nobody thought of.
    if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, most);
    freehold::fuzz::ProgramMutator mutator(seed);
    const std::string_view program(reinterpret_cast<const char*>(data), size);
    return freehold::fuzz::hand_over(mutator.changed(program), data, size, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* data,
                                                 std::size_t most, unsigned seed) {
    const std::string_view one(reinterpret_cast<const char*>(first), first_size);
    const std::string_view other(reinterpret_cast<const char*>(second), second_size);
    if (one.empty() || other.empty()) return 0;
    freehold::fuzz::ProgramMutator mutator(seed);
    return freehold::fuzz::hand_over(mutator.crossed(one, other), data, 0, most);
}
