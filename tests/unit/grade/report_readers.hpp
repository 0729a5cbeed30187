// SPDX-License-Identifier: MIT
// The programs that others read our reports with, run on them.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace freehold::grade {

/// Runs a tool by its name. Fails the test where there is none, and says what to install.
inline test::ProcessResult report_tool(std::vector<std::string> argv, const std::string& package,
                                       const test::ProcessOptions& options = {}) {
    const std::string tool = argv[0];
    argv.insert(argv.begin(), "/usr/bin/env");
    test::ProcessResult result = test::run_process(argv, options);
    const bool no_module = result.messages.find("ModuleNotFoundError") != std::string::npos;
    if (result.status == 127 || no_module) {
        ADD_FAILURE() << "this test needs " << tool << ": apt-get install " << package << '\n'
                      << result.messages;
    }
    return result;
}

/// What a Python script prints, as JSON, given a document as its standard input.
inline nlohmann::ordered_json report_python(const std::string& script, const std::string& document,
                                            const std::string& package = "python3") {
    const auto result = report_tool({"python3", "-c", script}, package, {.input = document});
    EXPECT_EQ(result.status, 0) << result.messages.substr(0, 2'000);
    return nlohmann::ordered_json::parse(result.output, nullptr, false);
}

}  // namespace freehold::grade
