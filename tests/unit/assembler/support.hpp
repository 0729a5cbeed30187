// SPDX-License-Identifier: MIT
// What the tests of the assembler share: text in, instructions or messages out.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/assemble.hpp"

namespace freehold::test {

using Lines = std::vector<std::string>;

/// Assembles a text whose includes are found in `files`.
Assembly assemble_text(std::string_view text, const std::map<std::string, std::string>& files = {},
                       AssembleOptions options = {});

/// The program of a text that has no mistakes; where it has, the test fails and says which.
Program program_of(std::string_view text);

/// One line an instruction of a function: its opcode and its operands in the order in which they
/// are written. `s2` a slot, `@3` a jump to instruction 3 of the function, `[s1]+8` through the
/// pointer in s1, `&s4+0` the value that lies at slot 4, `NAME+8` in a static, `[s3 of 10]` an
/// index and its bound, `#7` a pooled constant, `<int>` a type.
Lines code_of(std::string_view text, std::string_view function = "main");

/// The same for statements: `body` stands in a `main` after `declarations` outside it.
Lines body(std::string_view statements, std::string_view declarations = "");

/// One line a diagnostic: "F009 3:5 there is no `x`", with the place of its primary label.
Lines messages(std::string_view text);
/// The same for statements in a `main`, one a line; the first of them is line 2. A `ret` is added.
Lines messages_in_body(std::string_view statements, std::string_view declarations = "");

/// The text after the edits of the diagnostic's help.
std::string edited(const Assembly& assembly, std::size_t diagnostic = 0);

/// The only diagnostic of a text; where there is another number, the test fails.
Diagnostic only_mistake(std::string_view text);

/// The piece, so many times.
std::string repeated(std::string_view piece, std::size_t count);

}  // namespace freehold::test
