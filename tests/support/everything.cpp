// SPDX-License-Identifier: MIT
#include "tests/support/everything.hpp"

#include <algorithm>
#include <filesystem>

namespace freehold::test {
namespace {

Covered covered(const std::string& path) {
    CaseFile file = read_case(path);
    file.options.max_steps = std::min<Step>(file.options.max_steps, 50'000);
    file.options.note_opcodes = true;
    return {path, run_text(path, file.text, file.options)};
}

}  // namespace

std::vector<std::string> programs_in(const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<std::string> paths;
    if (!fs::exists(in_checkout(folder))) return paths;
    for (const auto& entry : fs::directory_iterator(in_checkout(folder))) {
        if (entry.path().extension() != ".fh") continue;
        paths.push_back(folder + "/" + entry.path().filename().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

const std::vector<Covered>& everything_run() {
    static const std::vector<Covered> all = [] {
        std::vector<Covered> results;
        for (const std::string& path : all_case_paths()) results.push_back(covered(path));
        for (const char* folder : {"programs/seed", "programs/lessons", "programs/mistakes"}) {
            for (const std::string& path : programs_in(folder)) results.push_back(covered(path));
        }
        return results;
    }();
    return all;
}

}  // namespace freehold::test
