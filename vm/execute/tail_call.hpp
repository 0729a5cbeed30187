// SPDX-License-Identifier: MIT
// How a handler ends: with a jump to the next one.
#pragma once

// gcc makes a call in tail position a jump, if it optimises; clang promises it.
#if FREEHOLD_SIBLING_CALLS && defined(__clang__) && __has_cpp_attribute(clang::musttail)
#define FREEHOLD_TAIL_CALL [[clang::musttail]] return
#else
#define FREEHOLD_TAIL_CALL return
#endif
