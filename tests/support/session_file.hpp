// SPDX-License-Identifier: MIT
// The format of tests/sessions/NAME.txt: a session of the debugger, word for word.
//
//   ; what this is about
//   ; program: programs/seed/04_ownership.fh
//   ; options: --enforce=memory --input=12\n --stack=4K    as far as a session needs any
//   (freehold) step                                        a command
//   …                                                      its whole answer
//
// FREEHOLD_REDRAW=1 writes the answers anew.
#pragma once

#include <string>
#include <vector>

namespace freehold::test {

struct SessionFile {
    std::string path;  ///< from the checkout's root
    std::string text;
    std::string program;
    std::string options;
    std::vector<std::string> commands;
};

std::vector<std::string> all_session_paths();
SessionFile read_session(const std::string& path);

/// The file as it should be: its commands, each with the answer of a session 80 columns wide.
std::string performed(const SessionFile& file);

}  // namespace freehold::test
