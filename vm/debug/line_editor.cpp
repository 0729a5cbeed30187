// SPDX-License-Identifier: MIT
// Over libedit, which the BSDs and Debian have; nothing else includes it.
#include "vm/debug/line_editor.hpp"

#include <histedit.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace freehold::debug {

namespace {

/// What all words have in common at their beginning.
std::string common_beginning(const std::vector<std::string>& words) {
    std::string common = words.front();
    for (const std::string& word : words) {
        const auto end =
            std::mismatch(common.begin(), common.end(), word.begin(), word.end()).first;
        common.erase(end, common.end());
    }
    return common;
}

}  // namespace

class LineEditor::Library {
public:
    Library(std::string prompt, Complete complete)
        : m_prompt(std::move(prompt)),
          m_complete(std::move(complete)),
          m_edit(el_init("freehold", stdin, stdout, stderr)),
          m_history(history_init()) {
        HistEvent event;
        history(m_history, &event, H_SETSIZE, 1000);
        history(m_history, &event, H_SETUNIQUE, 1);
        el_set(m_edit, EL_CLIENTDATA, this);
        el_set(m_edit, EL_PROMPT, &prompt_of);
        el_set(m_edit, EL_EDITOR, "emacs");
        el_set(m_edit, EL_HIST, &history, m_history);
        el_set(m_edit, EL_ADDFN, "complete-word", "Complete a word", &complete_word);
        el_set(m_edit, EL_BIND, "^I", "complete-word", nullptr);
        el_set(m_edit, EL_SIGNAL, 0);
    }
    ~Library() {
        history_end(m_history);
        el_end(m_edit);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    std::optional<std::string> read(bool& gave_up) {
        int count = 0;
        gave_up = false;
        errno = 0;
        const char* const text = el_gets(m_edit, &count);
        if (text == nullptr || count <= 0) {
            gave_up = errno == EINTR;
            if (!gave_up) return std::nullopt;
            std::fputs("\n", stdout);
            el_reset(m_edit);
            return std::string{};
        }
        std::string line{text, static_cast<std::size_t>(count)};
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
        HistEvent event;
        if (!line.empty()) history(m_history, &event, H_ENTER, line.c_str());
        return line;
    }

private:
    static Library& of(EditLine* edit) {
        void* self = nullptr;
        el_get(edit, EL_CLIENTDATA, &self);
        return *static_cast<Library*>(self);
    }
    static char* prompt_of(EditLine* edit) { return of(edit).m_prompt.data(); }
    static unsigned char complete_word(EditLine* edit, int) { return of(edit).complete(); }

    unsigned char complete() {
        const LineInfo* const line = el_line(m_edit);
        const std::string_view text{line->buffer,
                                    static_cast<std::size_t>(line->cursor - line->buffer)};
        const std::vector<std::string> words = m_complete(text);
        if (words.empty()) return CC_ERROR;
        const std::size_t blank = text.find_last_of(" \t");
        const std::size_t typed = text.size() - (blank == text.npos ? 0 : blank + 1);
        std::string more = common_beginning(words).substr(typed);
        if (words.size() == 1) more += ' ';
        if (!more.empty()) return el_insertstr(m_edit, more.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
        std::fputs("\n", stdout);
        for (const std::string& word : words) std::fprintf(stdout, "%s  ", word.c_str());
        std::fputs("\n", stdout);
        return CC_REDISPLAY;
    }

    std::string m_prompt;
    Complete m_complete;
    EditLine* m_edit;
    History* m_history;
};

LineEditor::LineEditor(std::string prompt, Complete complete)
    : m_library(std::make_unique<Library>(std::move(prompt), std::move(complete))) {}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read() { return m_library->read(m_gave_up); }

}  // namespace freehold::debug
