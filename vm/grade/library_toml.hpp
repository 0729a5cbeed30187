// SPDX-License-Identifier: MIT
// The TOML library, as all of us include it.
#pragma once

// It asserts things about texts that are no TOML, in builds that have assertions, where it would
// otherwise report them.
#define TOML_ASSERT(expression) static_cast<void>(0)

#include <toml++/toml.h>
