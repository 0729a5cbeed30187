// SPDX-License-Identifier: MIT
#include "vm/cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

FileError cannot(const char* what, const std::string& path, int error) {
    return FileError(std::string{"cannot "} + what + " `" + printable(path) +
                     "`: " + system_message(error));
}

int open_to_read(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw cannot("read", path, errno);
    struct stat facts {};
    if (fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        ::close(descriptor);
        throw cannot("read", path, EISDIR);
    }
    return descriptor;
}

/// A new or regular file in a folder where another one can be made beside it.
bool is_replaceable(const std::string& path) {
    struct stat facts {};
    const bool exists = lstat(path.c_str(), &facts) == 0;
    if (exists && !S_ISREG(facts.st_mode)) return false;
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    return access(folder.c_str(), W_OK) == 0;
}

/// A name beside the file that nothing has.
std::string unused_beside(const std::string& path) {
    std::string name = path + ".part";
    struct stat facts {};
    for (int n = 2; lstat(name.c_str(), &facts) == 0; ++n) {
        name = path + ".part" + std::to_string(n);
    }
    return name;
}

}  // namespace

DescriptorInput::DescriptorInput()
    : m_name("standard input"), m_descriptor(STDIN_FILENO), m_owned(false) {}

DescriptorInput::DescriptorInput(const std::string& path)
    : m_name(path == "-" ? "standard input" : path),
      m_descriptor(path == "-" ? STDIN_FILENO : open_to_read(path)),
      m_owned(path != "-") {}

DescriptorInput::~DescriptorInput() {
    if (m_owned) ::close(m_descriptor);
}

std::size_t DescriptorInput::read(char* buffer, std::size_t size) {
    const ssize_t count = ::read(m_descriptor, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    // Interrupted: nothing for now, and not the end (Input::read).
    if (errno != EINTR) m_problem = cannot("read", m_name, errno).what();
    return 0;
}

FileWriter::FileWriter(std::string path)
    : m_path(std::move(path)),
      m_descriptor(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (m_descriptor < 0) throw cannot("write", m_path, errno);
}

FileWriter::~FileWriter() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

void FileWriter::write(std::string_view bytes) noexcept {
    while (m_error == 0 && !bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            m_error = errno;
        }
    }
}

bool FileWriter::write_lines(std::string_view lines) noexcept {
    if (m_error == 0) m_error = cli::write_lines(m_descriptor, lines);
    return m_error == 0;
}

void FileWriter::close() {
    if (::close(m_descriptor) != 0 && m_error == 0) m_error = errno;
    m_descriptor = -1;
    if (m_error != 0) throw cannot("write", m_path, m_error);
}

namespace {

/// Nobody else has written behind it.
void take_back(int descriptor, std::size_t bytes) {
    struct stat facts {};
    const off_t at = lseek(descriptor, 0, SEEK_CUR);
    if (bytes == 0 || at < 0 || fstat(descriptor, &facts) != 0) return;
    if (!S_ISREG(facts.st_mode) || facts.st_size != at) return;
    const off_t end = at - static_cast<off_t>(bytes);
    if (ftruncate(descriptor, end) == 0) lseek(descriptor, end, SEEK_SET);
}

}  // namespace

int write_lines(int descriptor, std::string_view lines) noexcept {
    std::size_t done = 0;
    while (done < lines.size()) {
        const ssize_t written = ::write(descriptor, lines.data() + done, lines.size() - done);
        if (written >= 0) {
            done += static_cast<std::size_t>(written);
        } else if (errno != EINTR) {
            const int error = errno;
            take_back(descriptor, done - (lines.substr(0, done).rfind('\n') + 1));
            return error;
        }
    }
    return 0;
}

void write_file(const std::string& path, std::string_view bytes) {
    const bool replace = is_replaceable(path);
    const std::string target = replace ? unused_beside(path) : path;
    FileWriter writer{target};
    writer.write(bytes);
    try {
        writer.close();
    } catch (const FileError&) {
        if (replace) ::unlink(target.c_str());
        throw;
    }
    if (replace && std::rename(target.c_str(), path.c_str()) != 0) {
        throw cannot("write", path, errno);
    }
}

void check_writable(const std::string& path) {
    struct stat facts {};
    const bool pipe = stat(path.c_str(), &facts) == 0 && S_ISFIFO(facts.st_mode);
    if (pipe || is_replaceable(path)) return;
    // Nothing can be made in its folder: O_CREAT only asks why.
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) throw cannot("write", path, errno);
    ::close(descriptor);
}

std::string system_message(int error) {
    std::string text = std::strerror(error);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] | 0x20);
    return text;
}

std::string_view text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace freehold::cli
