// SPDX-License-Identifier: MIT
// A program for the tests of witnesses and comparisons, named x.fh.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "freehold/assemble.hpp"
#include "freehold/render.hpp"
#include "freehold/verify.hpp"

namespace freehold::test {

inline Program assembled(const std::string& text) {
    Assembly built = assemble(Source("x.fh", text));
    for (const Diagnostic& it : built.diagnostics) ADD_FAILURE() << render(it, built.sources, {});
    return built.program ? std::move(*built.program) : Program{};
}

}  // namespace freehold::test
