// SPDX-License-Identifier: MIT
#include "tests/bench/compare/result_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace freehold::bench {
namespace {

/// A device or a pipe has no length, and needs none.
void make_empty(std::FILE* file) {
    if (ftruncate(fileno(file), 0) != 0) errno = 0;
}

bool put(std::FILE* file, const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

}  // namespace

ResultFile::ResultFile(const std::string& path)
    : m_path(path), m_file(std::fopen(path.c_str(), "ab")) {
    if (!m_file) m_problem = fmt::format("cannot open `{}`: {}", path, std::strerror(errno));
}

void ResultFile::write(const std::string& text) {
    if (!m_file) return;
    make_empty(m_file.get());
    if (put(m_file.get(), text)) return;
    m_problem = fmt::format("cannot write `{}`: {}", m_path, std::strerror(errno));
    make_empty(m_file.get());
}

bool say(const std::string& text) { return put(stdout, text + "\n"); }

}  // namespace freehold::bench
