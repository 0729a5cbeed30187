// SPDX-License-Identifier: MIT
#include "tests/bench/compare/programs.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

std::vector<std::string> folders_of_path() {
    const char* path = std::getenv("PATH");
    std::istringstream text(path == nullptr ? "" : path);
    std::vector<std::string> folders;
    for (std::string folder; std::getline(text, folder, ':');) folders.push_back(folder);
    return folders;
}

}  // namespace

std::string find_program(const std::vector<std::string>& names) {
    const std::vector<std::string> folders = folders_of_path();
    for (const std::string& name : names) {
        for (const std::string& folder : folders) {
            const std::string path = folder + "/" + name;
            if (access(path.c_str(), X_OK) == 0) return path;
        }
    }
    return {};
}

std::string version_line(const Command& command) {
    const std::string output = output_of(command);
    return output.substr(0, std::min({output.find('\n'), output.find("  "), output.find(" -- ")}));
}

}  // namespace freehold::bench
