// SPDX-License-Identifier: MIT
// The TOML library, compiled: see CMakeLists.txt.
#include <toml++/toml.h>
