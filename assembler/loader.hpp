// SPDX-License-Identifier: MIT
// The files of a program: the one the user named, and what it includes.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "assembler/files.hpp"
#include "assembler/names.hpp"
#include "assembler/parser.hpp"
#include "assembler/reporter.hpp"
#include "assembler/tree.hpp"
#include "freehold/assemble.hpp"

namespace freehold::assembler {

/// Parses files into one tree: what is included stands in the place of the `include`, once. Reports
/// files that cannot be read (F001), cycles (F018) and includes nested too deep (F019).
class Loader {
public:
    Loader(const AssembleOptions& options, Files& files, Names& names, Tree& tree,
           Reporter& reporter)
        : m_options(options), m_files(files), m_names(names), m_tree(tree), m_reporter(reporter) {}

    void load(Source main);

private:
    static constexpr std::size_t max_depth = 64;

    struct Open {
        std::string path;  // in its shortest form
        Span include{};    // where it is included; of the first file nothing
    };

    void parse(Source source, std::string path, Span include);
    void set_included_main_aside();
    void include(FileId from, const IncludeRequest& request);
    bool include_from(FileId from, const IncludeRequest& request, std::string& problem);
    bool is_known(const std::string& path, const IncludeRequest& request);
    std::vector<std::string> candidates(FileId from, const IncludeRequest& request) const;
    void report_cycle(const IncludeRequest& request, std::size_t first);

    const AssembleOptions& m_options;
    Files& m_files;
    Names& m_names;
    Tree& m_tree;
    Reporter& m_reporter;
    std::vector<Open> m_open;  // outermost first
    std::unordered_set<std::string> m_known;
};

}  // namespace freehold::assembler
