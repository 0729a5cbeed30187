// SPDX-License-Identifier: MIT
// How well the heap was used, as a table of sentences.
#pragma once

#include <string>

#include "freehold/heap.hpp"

namespace freehold {

/// "best fit, 16 bytes of red zone on each side": the settings in words.
std::string heap_settings_text(const HeapSettings& settings);

/// "71.4 %", of thousandths.
std::string percent_text(std::uint32_t thousandths);

/// A title and a line for each question, within 80 columns.
std::string heap_stats_text(const HeapStats& stats);

}  // namespace freehold
