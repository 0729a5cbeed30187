// SPDX-License-Identifier: MIT
#include "assembler/files.hpp"

#include <iterator>
#include <utility>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"

namespace freehold::assembler {

FileId Files::add(Source source) {
    m_sources.push_back(std::move(source));
    return FileId{static_cast<std::uint16_t>(m_sources.size() - 1)};
}

std::string Files::quoted(Span span) const { return in_backticks(text(span)); }

Sources Files::take() {
    return Sources(std::make_move_iterator(m_sources.begin()),
                   std::make_move_iterator(m_sources.end()));
}

namespace {

// Where a text may be cut: not inside a code point, and at most at `limit`.
std::size_t cut_at(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t next = at + decode_utf8(text, at).length;
        if (next > limit || text[at] == '\n') break;
        at = next;
    }
    return at;
}

}  // namespace

std::string in_backticks(std::string_view text) {
    constexpr std::size_t limit = 48;
    const std::size_t cut = cut_at(text, limit);
    std::string result = "`" + printable(text.substr(0, cut));
    return result + (cut < text.size() ? " …`" : "`");
}

}  // namespace freehold::assembler
