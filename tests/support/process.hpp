// SPDX-License-Identifier: MIT
// The real binary, run as a person would, and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::test {

struct ProcessOptions {
    std::string input = {};  ///< its standard input
    std::string output_path =
        {};                      ///< where its standard output goes, as /dev/full; else it is kept
    bool output_closed = false;  ///< nobody reads the pipe its output goes to
    std::uint64_t address_space = 0;            ///< bytes, as `ulimit -v`; 0: no limit
    std::uint64_t stack = 0;                    ///< bytes, as `ulimit -s`; 0: no limit
    std::string folder = {};                    ///< where it runs; else the checkout's root
    std::vector<std::string> environment = {};  ///< "NAME=value", beside PATH
};

struct ProcessResult {
    int status = -1;  ///< its exit status; 128 + n when signal n ended it
    std::string output;
    std::string messages;           ///< its standard error
    std::uint64_t peak_memory = 0;  ///< bytes resident at most
};

/// Runs a program to its end; argv[0] is its path.
ProcessResult run_process(const std::vector<std::string>& argv, const ProcessOptions& options = {});

/// A folder that is removed, with all in it, when the object ends.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::string path(const std::string& name) const { return m_path + "/" + name; }
    /// Writes a file and gives its path.
    std::string write(const std::string& name, const std::string& content) const;

private:
    std::string m_path;
};

std::string read_file(const std::string& path);

}  // namespace freehold::test
