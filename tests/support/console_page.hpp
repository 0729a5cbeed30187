// SPDX-License-Identifier: MIT
// Pages of docs/ that show a terminal: what stands below a command is what it says.
//
//   ```console
//   $ freehold run programs/seed/01_stack.fh     a line for the shell, at the checkout's root
//   …                                            all that it prints, on both streams, 80 columns
//   $ freehold debug programs/seed/01_stack.fh
//   (freehold) step                              what is typed into it, and its answer;
//                                                so is what stands behind `answer: `
//   ```
//
// In an answer a line `…` stands for lines that the page leaves out. A page with the comment "runs
// in a folder of its own" has one for its commands, with FREEHOLD set to the checkout; each of its
// blocks that names a file behind its kind (```toml count/rubric.toml) is that file.
// FREEHOLD_REDRAW=1 writes the answers anew.
#pragma once

#include <string>
#include <vector>

namespace freehold::test {

/// The pages that have such blocks, from the checkout's root.
std::vector<std::string> all_console_pages();

/// A page as it should be: its commands, each with what it says now.
std::string replayed(const std::string& page);

/// The commands that a page names in its text, each with a program: `freehold run programs/….fh`.
std::vector<std::string> commands_in_passing(const std::string& page);

/// What is said when a command is typed that there is not, or a file; else empty.
std::string complaint_about(const std::string& command);

}  // namespace freehold::test
