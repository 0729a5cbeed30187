// SPDX-License-Identifier: MIT
// The file that everything measured goes to.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

namespace freehold::bench {

/// Opened before anything is measured, and unchanged until there is something to write.
class ResultFile {
public:
    explicit ResultFile(const std::string& path);

    /// Instead of what was in it. A file that does not take all of it is left empty.
    void write(const std::string& text);

    /// Why it cannot be opened or written; empty: it can.
    const std::string& problem() const { return m_problem; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::string m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    std::string m_problem;
};

/// Prints a block and a line's end, at once; false when standard output does not take them.
bool say(const std::string& text);

}  // namespace freehold::bench
