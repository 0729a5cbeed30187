// SPDX-License-Identifier: MIT
// Files that commands read from and write to. Everything throws FileError, whose text names the
// path and the reason.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "freehold/machine.hpp"
#include "freehold/source.hpp"

namespace freehold::cli {

/// A program's input, from a descriptor.
class DescriptorInput : public Input {
public:
    /// Standard input.
    DescriptorInput();
    /// A file; "-" is standard input.
    explicit DescriptorInput(const std::string& path);
    ~DescriptorInput() override;
    DescriptorInput(const DescriptorInput&) = delete;
    DescriptorInput& operator=(const DescriptorInput&) = delete;

    /// An interrupt ends the input.
    std::size_t read(char* buffer, std::size_t size) override;
    /// Why reading failed; empty while it has not.
    const std::string& problem() const { return m_problem; }

private:
    std::string m_name;
    int m_descriptor;
    bool m_owned;
    std::string m_problem;
};

/// A file that is written piece by piece. It exists, empty, from the beginning.
class FileWriter {
public:
    explicit FileWriter(std::string path);
    ~FileWriter();
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    /// Does nothing after a failure.
    void write(std::string_view bytes) noexcept;
    /// The same for whole lines: see write_lines(). False after a failure.
    bool write_lines(std::string_view lines) noexcept;
    /// Throws for what went wrong since the beginning.
    void close();

private:
    std::string m_path;
    int m_descriptor;
    int m_error = 0;
};

/// Writes whole lines to a descriptor; 0, or why it failed (errno). Where a regular file takes no
/// more, a full disk, half a line at its end is taken back.
int write_lines(int descriptor, std::string_view lines) noexcept;

/// Writes a whole file. A regular file that stands there is replaced only once the new one is
/// complete, so that a full disk loses nothing.
void write_file(const std::string& path, std::string_view bytes);

/// Throws what write_file() would throw already for opening the file; changes nothing.
void check_writable(const std::string& path);

/// What the system calls an errno, in lower case: "no space left on device".
std::string system_message(int error);

std::string_view text_of(std::span<const std::byte> bytes);
std::span<const std::byte> bytes_of(std::string_view text);

}  // namespace freehold::cli
