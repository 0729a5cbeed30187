// SPDX-License-Identifier: MIT
#include "vm/grade/structure_check.hpp"

#include <algorithm>
#include <cctype>

#include "vm/base/text.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

/// A file that a student wrote: neither the harness nor the library, which lies elsewhere.
bool is_submitted(const Program& program, Span span) {
    if (raw(span.file) >= program.sources.size()) return false;
    const Source& source = program.sources[raw(span.file)];
    return !is_of_assignment(source) && !source.name().starts_with('/');
}

/// The instruction as it was written, which may not be the opcode it became; empty where the
/// assembler added it.
std::string written_word(const Program& program, Span span) {
    const std::string_view text = program.sources[raw(span.file)].text().substr(span.begin);
    const auto word_from = [&](std::size_t at) {
        std::size_t end = at;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 ||
                                     text[end] == '.' || text[end] == '_')) {
            ++end;
        }
        return text.substr(at, end - at);
    };
    const std::string_view word = word_from(0);
    const auto next = text.find_first_not_of(" \t", word.size());
    const bool is_mut = word == "borrow" && next != text.npos && word_from(next) == "mut";
    return std::string{word} + (is_mut ? " mut" : "");
}

bool is_called(const std::string& written, const std::string& word) {
    return written == word || written.starts_with(word + ".");
}

bool uses(const Program& program, const std::string& word) {
    for (std::uint32_t i = 0; i < program.code.size(); ++i) {
        const Span span = program.span_of(i);
        if (is_submitted(program, span) && is_called(written_word(program, span), word)) {
            return true;
        }
    }
    return false;
}

bool has_unsafe(const Program& program) {
    return std::any_of(program.unsafe.begin(), program.unsafe.end(), [&](const auto& range) {
        return is_submitted(program, program.span_of(range.first));
    });
}

template <class Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string size_miss(const Program& program, const std::string& name, const Bounds& bounds) {
    const Struct* structure = named(program.structs, name);
    if (structure == nullptr) return "there is no struct `" + name + "`";
    if (bounds.hold(structure->size)) return "";
    return "`" + name + "` has " + miss(bounds, structure->size, "byte", "");
}

std::string segment_miss(const Program& program, const std::string& name,
                         const std::string& segment) {
    const Static* found = named(program.statics, name);
    if (segment == no_segment) return found == nullptr ? "" : "`" + name + "` is a static";
    if (found == nullptr) return "there is no static `" + name + "`";
    const std::string lies = segment_name(found->segment);
    return lies == segment ? "" : "`" + name + "` lies in " + lies + ", not in " + segment;
}

}  // namespace

std::vector<std::string> structure_misses(const Expectations& expects, const Program& program) {
    std::vector<std::string> misses;
    const auto add = [&](std::string text) {
        if (!text.empty()) misses.push_back(std::move(text));
    };
    if (expects.has_unsafe && *expects.has_unsafe != has_unsafe(program)) {
        add(*expects.has_unsafe ? "the submission has no `unsafe`" : "the submission has `unsafe`");
    }
    for (const std::string& word : expects.lacks) {
        if (uses(program, word)) add("the submission uses `" + word + "`");
    }
    for (const std::string& word : expects.uses) {
        if (!uses(program, word)) add("the submission does not use `" + word + "`");
    }
    for (const auto& [name, bounds] : expects.sizes) add(size_miss(program, name, bounds));
    for (const auto& [name, segment] : expects.segments) add(segment_miss(program, name, segment));
    return misses;
}

}  // namespace freehold::grade
