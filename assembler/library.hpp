// SPDX-License-Identifier: MIT
// The files of the library: what `include <string.fh>` finds, and what to say where it is missing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/assemble.hpp"

namespace freehold::assembler {

/// Reads a file the way the options say. Nothing when it cannot be read; `problem` says why.
std::optional<Source> read_file(const AssembleOptions& options, const std::string& path,
                                const std::string& from, std::string& problem);

class Library {
public:
    explicit Library(const AssembleOptions& options) : m_options(options) {}

    /// The files to include, by name. A list, because the core looks into no folders.
    static const std::vector<std::string_view>& files();

    /// The file that declares a name; nothing when none does. Files are read when this is first
    /// asked, which is when a name is unknown.
    std::optional<std::string_view> file_declaring(std::string_view name);

private:
    void read_all();

    const AssembleOptions& m_options;
    bool m_read = false;
    std::vector<std::string> m_texts;  // by file; empty where there is none
};

}  // namespace freehold::assembler
