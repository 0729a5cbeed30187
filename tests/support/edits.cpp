// SPDX-License-Identifier: MIT
#include "tests/support/edits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace freehold::test {
namespace {

/// Puts texts behind each other, and notes for each line where its beginning comes from.
class Writer {
public:
    explicit Writer(const Source& source) : m_source(source) {}

    void keep(std::uint32_t begin, std::uint32_t end) {
        for (std::uint32_t at = begin; at < end; ++at) put(m_source.text()[at], at);
    }
    void add(const std::string& text, std::uint32_t at) {
        for (const char c : text) put(c, at);
    }
    EditedFile finish() { return std::move(m_file); }

private:
    void put(char c, std::uint32_t at) {
        if (m_at_begin) m_file.line_before.push_back(m_source.position(at).line);
        m_at_begin = c == '\n';
        m_file.text += c;
    }

    const Source& m_source;
    EditedFile m_file;
    bool m_at_begin = true;
};

EditedFile edited(const Source& source, const std::vector<Edit>& edits) {
    Writer writer(source);
    std::uint32_t done = 0;
    for (const Edit& edit : edits) {
        EXPECT_LE(done, edit.span.begin) << "edits overlap";
        writer.keep(done, edit.span.begin);
        writer.add(edit.replacement, edit.span.begin);
        done = edit.span.end;
    }
    writer.keep(done, static_cast<std::uint32_t>(source.text().size()));
    return writer.finish();
}

}  // namespace

std::map<std::string, EditedFile> apply_edits(const std::vector<Edit>& edits,
                                              const Sources& sources) {
    std::map<std::uint32_t, std::vector<Edit>> by_file;
    for (const Edit& edit : edits) by_file[raw(edit.span.file)].push_back(edit);
    std::map<std::string, EditedFile> files;
    for (auto& [file, own] : by_file) {
        std::stable_sort(own.begin(), own.end(),
                         [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
        files.emplace(sources[file].name(), edited(sources[file], own));
    }
    return files;
}

}  // namespace freehold::test
