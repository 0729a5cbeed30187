// SPDX-License-Identifier: MIT

// Stands in for libFuzzer in ordinary builds: gives every file named, and every file below every
// folder named, to the target once. What a fuzzer once found stays found.

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// There in builds with a sanitizer, null in all others.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

std::string g_rerun;  // the line to print should the process die; complete before each input

void write_rerun() {
    [[maybe_unused]] auto written = write(STDERR_FILENO, g_rerun.data(), g_rerun.size());
}

void on_signal(int signal) {  // only async-signal-safe calls
    write_rerun();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watch_for_death() {
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(write_rerun);
        std::signal(SIGABRT, on_signal);
        return;
    }
    for (int signal : {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV}) std::signal(signal, on_signal);
}

std::vector<std::string> files_of(const std::vector<std::string>& arguments) {
    std::vector<std::string> files;
    for (const std::string& argument : arguments) {
        if (!std::filesystem::is_directory(argument)) {
            files.push_back(argument);
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
            if (entry.is_regular_file()) files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// An exactly sized heap block, so that a sanitizer sees a read one byte past the end.
void replay(const std::vector<char>& bytes) {
    auto input = std::make_unique<std::uint8_t[]>(bytes.size());
    if (!bytes.empty()) std::memcpy(input.get(), bytes.data(), bytes.size());
    LLVMFuzzerTestOneInput(input.get(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> files = files_of({argv + 1, argv + argc});

    g_rerun = "\ndied on the empty input\nrerun: '" + std::string(argv[0]) + "'\n";
    watch_for_death();
    replay({});
    for (const std::string& file : files) {
        g_rerun = "\nrerun: '" + std::string(argv[0]) + "' '" + file + "'\n";
        std::ifstream stream(file, std::ios::binary);
        if (!stream) {
            std::fprintf(stderr, "cannot read %s\n", file.c_str());
            return 1;
        }
        replay({std::istreambuf_iterator<char>(stream), {}});
    }
    std::printf("%zu seeds replayed\n", files.size());
    return 0;
}
