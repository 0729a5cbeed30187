// SPDX-License-Identifier: MIT
#pragma once

#include "vm/grade/rubric.hpp"
#include "vm/grade/table_toml.hpp"

namespace freehold::grade {

/// The expectations among the keys of a test or check. `tests_itself`: of a test, where the end of
/// the run has a default.
Expectations read_expectations(TomlTable& table, bool tests_itself);

}  // namespace freehold::grade
