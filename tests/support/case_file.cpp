// SPDX-License-Identifier: MIT
#include "tests/support/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace freehold::test {
namespace {

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// 12, 4K, 1M, -3.
std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t unit = 1;
    if (text.ends_with('K')) unit = 1024;
    if (text.ends_with('M')) unit = 1024 * 1024;
    if (unit != 1) text.remove_suffix(1);
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size())
        return {};
    return value * unit;
}

std::optional<EventKind> event_named(std::string_view word) {
    for (std::uint32_t i = 0; i < event_count; ++i) {
        const auto kind = static_cast<EventKind>(i);
        if (event_info(kind).word == word) return kind;
    }
    return std::nullopt;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        switch (text[++i]) {
            case 'n': result += '\n'; break;
            case 't': result += '\t'; break;
            case 's': result += ' '; break;
            case '0': result += '\0'; break;
            default: result += text[i]; break;
        }
    }
    return result;
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\') {
            result += "\\\\";
        } else if (byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\x{:02x}", byte);
        } else {
            result += c;
        }
    }
    return result;
}

bool is_code(std::string_view word) {
    return word.size() == 4 && word[0] == 'F' &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads one case file, line by line.
class CaseReader {
public:
    explicit CaseReader(CaseFile& file) : m_file(file) {}

    void read_line(std::string_view line, std::uint32_t number) {
        m_line = number;
        if (begins_with(line, ";>")) return read_fact(trimmed(line.substr(2)));
        if (begins_with(line, ";|")) return keep(m_file.output, line);
        if (begins_with(line, ";:")) return keep(section(m_file.live), line);
        if (begins_with(line, ";!")) return keep(section(m_file.messages), line);
        if (begins_with(line, "; case:")) m_file.about = trimmed(line.substr(7));
        if (begins_with(line, "; run:")) read_options(words_of(line.substr(6)));
        if (begins_with(line, "; input:"))
            m_file.options.input += unescaped(trimmed(line.substr(8)));
        if (begins_with(line, "; report:")) read_report(words_of(line.substr(9)));
        if (begins_with(line, "; harmless:")) m_file.harmless = unescaped(trimmed(line.substr(11)));
        read_marks(line, ";^", m_file.findings);
        read_marks(line, ";~", m_file.marks);
    }

private:
    static std::vector<std::string>& section(std::optional<std::vector<std::string>>& lines) {
        return lines ? *lines : lines.emplace();
    }
    static void keep(std::vector<std::string>& lines, std::string_view line) {
        lines.emplace_back(line.size() > 3 ? line.substr(3) : std::string_view{});
    }

    void mistake(std::string text) {
        m_file.mistakes.push_back(fmt::format("{}:{}: {}", m_file.path, m_line, text));
    }

    /// The codes behind a sign, up to the next one.
    void read_marks(std::string_view line, std::string_view sign, std::multiset<Mark>& marks) {
        const std::size_t at = line.rfind(sign);
        if (at == std::string_view::npos) return;
        const std::string_view rest = line.substr(at + sign.size());
        const std::vector<std::string> codes = words_of(rest.substr(0, rest.find(';')));
        if (codes.empty()) mistake(fmt::format("`{}` without a code", sign));
        for (const std::string& code : codes) {
            if (!is_code(code)) mistake(fmt::format("`{}` is no code", code));
            marks.insert({m_file.path, m_line, code});
        }
    }

    void read_report(const std::vector<std::string>& words) {
        if (words == std::vector<std::string>{"all"}) {
            m_file.report_kinds = EventSet::all();
            return;
        }
        m_file.report_kinds = EventSet{EventKind::Exit};
        for (const std::string& word : words) {
            const auto kind = event_named(word);
            if (kind) {
                m_file.report_kinds.add({*kind});
            } else {
                mistake(fmt::format("no event is called `{}`", word));
            }
        }
    }

    void read_options(const std::vector<std::string>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] == "check") {
                m_file.options.assemble_only = true;
            } else if (i + 1 < words.size() && read_option(words[i], words[i + 1])) {
                ++i;
            } else {
                mistake(fmt::format("the option `{}` is unknown or lacks its value", words[i]));
            }
        }
    }

    bool read_option(const std::string& name, const std::string& value) {
        if (name == "-D") {
            const std::size_t equal = value.find('=');
            if (equal == std::string::npos) return false;
            const auto number = number_of(value.substr(equal + 1));
            if (number) m_file.options.defines.emplace_back(value.substr(0, equal), *number);
            return number.has_value();
        }
        if (name == "--enforce") return read_enforce(value);
        if (name == "--heap-policy") return read_policy(value);
        const auto number = number_of(value);
        if (!number || *number < 0) return false;
        if (name == "--stack")
            m_file.options.stack_bytes = static_cast<std::uint32_t>(*number);
        else if (name == "--heap")
            m_file.options.heap_bytes = static_cast<std::uint32_t>(*number);
        else if (name == "--max-steps")
            m_file.options.max_steps = static_cast<Step>(*number);
        else if (name == "--quarantine")
            m_file.options.heap.quarantine = static_cast<std::uint32_t>(*number);
        else if (name == "--redzone")
            m_file.options.heap.redzone = static_cast<std::uint32_t>(*number);
        else
            return false;
        return true;
    }

    /// As on the command line, it makes reports say why a place was chosen.
    bool read_policy(const std::string& value) {
        HeapSettings& heap = m_file.options.heap;
        for (std::uint8_t k = 0; k < heap_policy_count; ++k) {
            if (policy_word(HeapPolicy{k}) != value) continue;
            heap.policy = HeapPolicy{k};
            heap.tells_placement = true;
        }
        return heap.tells_placement;
    }

    bool read_enforce(const std::string& value) {
        if (value == "memory") m_file.options.enforce = Enforce::Memory;
        if (value == "none") m_file.options.enforce = Enforce::None;
        return value == "memory" || value == "none";
    }

    void read_fact(std::string_view text) {
        const std::vector<std::string> words = words_of(text);
        const auto number = words.size() == 2 ? number_of(words[1]) : std::nullopt;
        if (words.size() == 2 && words[0] == "exit" && number) {
            m_file.status = static_cast<int>(*number);
        } else if (words.size() == 2 && words[0] == "steps" && number) {
            m_file.steps = static_cast<Step>(*number);
        } else if (!words.empty() && words[0] == "order") {
            read_order(text.substr(5));
        } else if (words.size() == 1 && is_code(words[0])) {
            m_file.marks.insert({"", 0, words[0]});
        } else if (words.size() == 3 && is_code(words[0]) && words[1] == "in") {
            read_far_mark(words[0], words[2]);
        } else {
            mistake(fmt::format("`{}` is nothing this runner checks", text));
        }
    }

    /// A path relative to the case's folder, a colon and a line.
    void read_far_mark(const std::string& code, const std::string& place) {
        const std::size_t colon = place.rfind(':');
        const auto line =
            colon == std::string::npos ? std::nullopt : number_of(place.substr(colon + 1));
        if (!line) return mistake(fmt::format("`{}` is no FILE:LINE", place));
        const std::string folder = m_file.path.substr(0, m_file.path.rfind('/') + 1);
        m_file.marks.insert(
            {folder + place.substr(0, colon), static_cast<std::uint32_t>(*line), code});
    }

    void read_order(std::string_view text) {
        std::istringstream stream{std::string(text)};
        for (std::string part; std::getline(stream, part, ',');) {
            const std::vector<std::string> words = words_of(part);
            const auto kind = words.empty() ? std::nullopt : event_named(words[0]);
            const auto block = words.size() == 2 ? number_of(words[1]) : std::int64_t{0};
            if (!kind || !block || words.size() > 2) {
                mistake(fmt::format("`{}` is no event and block", part));
                continue;
            }
            m_file.order.push_back({*kind, static_cast<std::uint32_t>(*block)});
        }
    }

    CaseFile& m_file;
    std::uint32_t m_line = 0;
};

bool is_drawn(std::string_view line) {
    return begins_with(line, ";|") || begins_with(line, ";:") || begins_with(line, ";!");
}

void append_section(std::string& text, std::string_view sign,
                    const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        text += sign;
        if (!line.empty()) text += " " + line;
        text += '\n';
    }
}

}  // namespace

int CaseFile::expected_status() const {
    if (status) return *status;
    for (const Mark& mark : marks) {
        const CodeInfo* info =
            find_code(static_cast<std::uint16_t>(std::stoi(mark.code.substr(1))));
        if (info == nullptr || info->what == CodeClass::Leftover) continue;
        if (info->what == CodeClass::Source) return 100;
        const bool limit = info->code == Code::StepLimit || info->code == Code::TimeLimit;
        return limit ? 102 : 101;
    }
    return 0;
}

std::multiset<Mark> marks_of(const std::vector<Reported>& reports) {
    std::multiset<Mark> marks;
    for (const Reported& reported : reports) {
        marks.insert({reported.file, reported.line, code_name(reported.code)});
    }
    return marks;
}

std::vector<std::string> plain_lines(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        while (line.ends_with(' ')) line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

CaseFile parse_case(const std::string& path, const std::string& text) {
    CaseFile file;
    file.path = path;
    file.text = text;
    CaseReader reader(file);
    std::istringstream stream(text);
    std::uint32_t number = 0;
    for (std::string line; std::getline(stream, line);) reader.read_line(line, ++number);
    // Expanded text must say so on its first line; then its case stands on the second.
    const bool expanded = begins_with(text, ".expanded\n; case:");
    if (!expanded && !begins_with(text, "; case:")) {
        file.mistakes.push_back(path + ":1: the first line does not say `; case: …`");
    }
    return file;
}

CaseFile read_case(const std::string& path) {
    std::ifstream stream(in_checkout(path), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_case(path, text.str());
}

std::vector<std::string> all_case_paths() {
    namespace fs = std::filesystem;
    const fs::path root = in_checkout("tests/cases");
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".fh") continue;
        if (entry.path().parent_path().filename() == "parts") continue;
        paths.push_back("tests/cases/" + fs::relative(entry.path(), root).generic_string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::string> output_lines(const std::string& output) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin < output.size()) {
        const std::size_t end = output.find('\n', begin);
        const bool whole = end != std::string::npos;
        lines.push_back(escaped(output.substr(begin, whole ? end - begin : end)) +
                        (whole ? "" : "\\"));
        begin = whole ? end + 1 : output.size();
    }
    return lines;
}

std::string redrawn(const CaseFile& file, const Outcome& outcome) {
    std::string text;
    std::istringstream stream(file.text);
    for (std::string line; std::getline(stream, line);) {
        if (!is_drawn(line)) text += line + "\n";
    }
    append_section(text, ";|", output_lines(outcome.output));
    if (file.live) append_section(text, ";:", plain_lines(outcome.live));
    if (file.messages) {
        append_section(text, ";!", plain_lines(text_of(outcome.reported)));
    }
    return text;
}

}  // namespace freehold::test
