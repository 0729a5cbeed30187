// SPDX-License-Identifier: MIT
// The sources of one program while it is assembled. Their texts stay where they are, so that
// names can be views into them.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "freehold/source.hpp"

namespace freehold::assembler {

class Files {
public:
    static constexpr std::size_t max_files = 65'535;

    /// There are fewer than max_files.
    FileId add(Source source);
    const Source& operator[](FileId file) const { return m_sources[raw(file)]; }
    std::size_t size() const { return m_sources.size(); }

    std::string_view text(Span span) const {
        return (*this)[span.file].text().substr(span.begin, span.end - span.begin);
    }
    /// The text of a span in backticks, on one line, cut where it is long.
    std::string quoted(Span span) const;

    /// Gives the sources away; views into them end.
    Sources take();

private:
    std::deque<Source> m_sources;
};

/// A word in backticks, cut where it is long.
std::string in_backticks(std::string_view text);

}  // namespace freehold::assembler
