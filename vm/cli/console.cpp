// SPDX-License-Identifier: MIT
#include "vm/cli/console.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "vm/cli/files.hpp"

namespace freehold::cli {

namespace {

bool same_file(int a, int b) {
    struct stat first {};
    struct stat second {};
    return fstat(a, &first) == 0 && fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/// 0, or why it failed.
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

RenderStyle style_of(int descriptor, ColorChoice color) {
    const TerminalFacts facts = terminal_facts(descriptor);
    return {use_color(color, facts), usable_columns(facts)};
}

}  // namespace

bool StandardOutput::write(std::string_view bytes) {
    if (failed()) return false;
    if (bytes.empty()) return true;
    m_within_line = bytes.back() != '\n';
    return !failed_with(write_all(STDOUT_FILENO, bytes));
}

bool StandardOutput::write_lines(std::string_view lines) {
    if (failed()) return false;
    if (lines.empty()) return true;
    m_within_line = false;
    return !failed_with(cli::write_lines(STDOUT_FILENO, lines));
}

bool StandardOutput::failed_with(int error) {
    if (error == EPIPE) {
        m_closed = true;
    } else if (error != 0) {
        m_problem = system_message(error);
    }
    return error != 0;
}

Console::Console(ColorChoice color)
    : m_output_style(style_of(STDOUT_FILENO, color)),
      m_error_style(style_of(STDERR_FILENO, color)),
      m_one_stream(same_file(STDOUT_FILENO, STDERR_FILENO)) {}

void Console::say(std::string_view text) {
    if (m_one_stream && m_output.within_line()) {
        write_all(STDERR_FILENO, "\n");
        m_output.line_ended();
    }
    // A stream that was closed wants no messages; a full disk loses them, which the status says.
    const int error = write_all(STDERR_FILENO, text);
    m_lost_messages |= error != 0 && error != EPIPE && error != EBADF;
}

void Console::say(const Diagnostic& diagnostic, const Sources& sources) {
    say(render(diagnostic, sources, m_error_style));
}

void Console::say_error(const std::string& headline, const std::string& help) {
    Diagnostic diagnostic;
    diagnostic.headline = headline;
    if (!help.empty()) diagnostic.help = Help{help};
    say(diagnostic, {});
}

}  // namespace freehold::cli
