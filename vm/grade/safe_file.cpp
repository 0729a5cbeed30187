// SPDX-License-Identifier: MIT
#include "vm/grade/safe_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "freehold/source.hpp"
#include "vm/base/text.hpp"

namespace freehold::grade {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw FileError("cannot read `" + printable(path) + "`: " + why);
}

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) close(m_number);
    }
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    int number() const { return m_number; }

private:
    int m_number;
};

/// `flags` beside those that keep links and devices away.
Descriptor open_at(int folder, const std::string& name, int flags, const std::string& path) {
    const int number = openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
    if (number >= 0) return Descriptor{number};
    const bool link = (flags & O_NOFOLLOW) != 0 && (errno == ELOOP || errno == ENOTDIR);
    struct stat facts {};
    if (link && fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(facts.st_mode)) {
        refuse(path, "symbolic links are not followed");
    }
    refuse(path, std::generic_category().message(errno));
}

std::string read_all(const Descriptor& file, std::size_t most, const std::string& path) {
    struct stat facts {};
    if (fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
        refuse(path, "it is no regular file");
    }
    std::string bytes;
    char buffer[16'384];
    while (true) {
        const ssize_t count = ::read(file.number(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(path, std::generic_category().message(errno));
        if (count == 0) return bytes;
        bytes.append(buffer, static_cast<std::size_t>(count));
        if (bytes.size() > most) refuse(path, "it has more than " + quantity(most, "byte"));
    }
}

}  // namespace

std::string path_inside(const std::string& path) {
    if (path.empty() || path.find('\0') != std::string::npos) return "";
    const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
    if (normal.is_absolute() || *normal.begin() == ".." || *normal.begin() == ".") return "";
    return normal.generic_string();
}

std::string read_inside(const std::string& folder, const std::string& path, std::size_t most,
                        bool folder_may_be_link) {
    const std::string inside = path_inside(path);
    if (inside.empty()) refuse(path, "it lies outside the folder");
    Descriptor at =
        open_at(AT_FDCWD, folder, O_DIRECTORY | (folder_may_be_link ? 0 : O_NOFOLLOW), path);
    const std::filesystem::path parts{inside};
    for (const auto& part : parts.parent_path()) {
        at = open_at(at.number(), part.string(), O_DIRECTORY | O_NOFOLLOW, path);
    }
    return read_all(open_at(at.number(), parts.filename().string(), O_NOFOLLOW, path), most, path);
}

}  // namespace freehold::grade
