// SPDX-License-Identifier: MIT
#include "freehold/source.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"

namespace freehold {
namespace {

[[noreturn]] void fail(const std::string& name, const std::string& reason) {
    throw FileError("cannot read `" + printable(name) + "`: " + reason);
}

/// The system's words for an error number, beginning in lower case as our messages do.
std::string reason_of(int error) {
    std::string reason = std::generic_category().message(error);
    if (!reason.empty()) {
        reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
    }
    return reason;
}

/// Everything that is left in the file, byte for byte.
std::string read_all(std::FILE* file, const std::string& name) {
    std::string text;
    std::array<char, 65536> buffer;
    errno = 0;
    for (;;) {
        const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file);
        text.append(buffer.data(), count);
        if (text.size() > Source::max_bytes) {
            fail(name, "larger than " + std::to_string(Source::max_bytes >> 20) + " MiB");
        }
        if (count < buffer.size()) break;
    }
    if (std::ferror(file)) fail(name, reason_of(errno));
    return text;
}

std::vector<std::uint32_t> line_starts(std::string_view text) {
    std::vector<std::uint32_t> starts;
    starts.reserve(1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    starts.push_back(0);
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
        starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return starts;
}

}  // namespace

Source::Source(std::string name, std::string text)
    : m_name(std::move(name)), m_text(std::move(text)), m_line_starts(line_starts(m_text)) {}

Source Source::read(const std::string& path) {
    if (path == "-") return Source("<stdin>", read_all(stdin, "<stdin>"));
    // The system would read the file whose name ends at the first NUL, which nobody asked for.
    if (path.find('\0') != path.npos) fail(path, reason_of(EINVAL));
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                               &std::fclose);
    if (!file) fail(path, reason_of(errno));
    return Source(path, read_all(file.get(), path));
}

Source::Position Source::position(std::uint32_t offset) const {
    const auto after = std::upper_bound(m_line_starts.begin(), m_line_starts.end(), offset);
    const auto number = static_cast<std::uint32_t>(after - m_line_starts.begin());
    const std::string_view before = line(number).substr(0, offset - line_start(number));
    return {number, 1 + count_code_points(before)};
}

std::string_view Source::line(std::uint32_t number) const {
    if (number == 0 || number > line_count()) return {};
    const std::uint32_t begin = line_start(number);
    if (number == line_count()) return text().substr(begin);
    std::string_view line = text().substr(begin, line_start(number + 1) - 1 - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

}  // namespace freehold
