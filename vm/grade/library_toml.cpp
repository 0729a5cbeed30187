// SPDX-License-Identifier: MIT
// The TOML library, compiled: see CMakeLists.txt.
#include "vm/grade/library_toml.hpp"
