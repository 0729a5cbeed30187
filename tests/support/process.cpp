// SPDX-License-Identifier: MIT
#include "tests/support/process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/outcome.hpp"

namespace freehold::test {
namespace {

void connect(int to, const std::string& path, int flags) {
    const int descriptor = open(path.c_str(), flags, 0600);
    if (descriptor < 0) _exit(126);
    dup2(descriptor, to);
    close(descriptor);
}

void connect_to_closed_pipe(int to) {
    int ends[2];
    if (pipe(ends) != 0) _exit(126);
    close(ends[0]);
    dup2(ends[1], to);
    close(ends[1]);
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// In the child: everything is connected, then it becomes the program.
[[noreturn]] void become(const std::vector<std::string>& argv, const ProcessOptions& options,
                         const ScratchFolder& scratch) {
    connect(STDIN_FILENO, scratch.path("input"), O_RDONLY);
    connect(STDERR_FILENO, scratch.path("messages"), O_WRONLY | O_CREAT | O_TRUNC);
    if (options.output_closed) {
        connect_to_closed_pipe(STDOUT_FILENO);
    } else if (!options.output_path.empty()) {
        connect(STDOUT_FILENO, options.output_path, O_WRONLY);
    } else {
        connect(STDOUT_FILENO, scratch.path("output"), O_WRONLY | O_CREAT | O_TRUNC);
    }
    if (options.address_space != 0) {
        const rlimit limit{options.address_space, options.address_space};
        setrlimit(RLIMIT_AS, &limit);
    }
    if (options.stack != 0) {
        const rlimit limit{options.stack, options.stack};
        setrlimit(RLIMIT_STACK, &limit);
    }
    const std::string folder = options.folder.empty() ? in_checkout("") : options.folder;
    if (chdir(folder.c_str()) != 0) _exit(126);
    std::vector<std::string> environment = options.environment;
    environment.emplace_back("PATH=/usr/bin:/bin");
    const auto arguments = pointers_to(argv);
    const auto variables = pointers_to(environment);
    execve(arguments[0], arguments.data(), variables.data());
    _exit(127);
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& argv, const ProcessOptions& options) {
    const ScratchFolder scratch;
    scratch.write("input", options.input);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) become(argv, options, scratch);
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait");
    ProcessResult result;
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.messages = read_file(scratch.path("messages"));
    if (!options.output_closed && options.output_path.empty()) {
        result.output = read_file(scratch.path("output"));
    }
    result.peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    return result;
}

ScratchFolder::ScratchFolder() {
    std::string name = std::filesystem::temp_directory_path().string() + "/freehold-test-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
    m_path = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string ScratchFolder::write(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace freehold::test
