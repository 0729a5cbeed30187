// SPDX-License-Identifier: MIT
// F101: slots that hold no value yet.
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/execute/report_life.hpp"
#include "vm/execute/report_operands.hpp"
#include "vm/execute/report_parts.hpp"

namespace freehold::reports {

namespace {

/// New lines behind the one a span is on, indented alike.
std::vector<Edit> lines_after(const Report& report, Span span,
                              const std::vector<std::string>& lines) {
    if (report.text(span).empty()) return {};
    const Source& source = report.program.sources[raw(span.file)];
    const std::uint32_t number = source.position(span.begin).line;
    const std::string_view text = source.line(number);
    const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
    const auto end = source.line_start(number) + static_cast<std::uint32_t>(text.size());
    std::string added;
    for (const std::string& line : lines) {
        added += fmt::format("\n{}{}", text.substr(0, indent), line);
    }
    return {{{span.file, end, end}, added}};
}

/// What has no value of a local, in the pieces that one instruction gives a value: scalars, and
/// arrays as a whole.
struct Missing {
    std::vector<std::string> names;  ///< "`q.items`"
    std::vector<std::string> lines;  ///< "fill q.items, 0"; empty where nothing can be proposed
};

/// The line that gives a place of the type the value zero or null; empty where it has none.
std::string zero_line(const Report& report, const Type& type, const std::string& name) {
    if (type.kind == TypeKind::Array) {
        const bool zero = is_integer(report.program.type(type.element).kind);
        return zero ? fmt::format("fill {}, 0", name) : "";
    }
    const bool inside = name.find('.') != name.npos;
    if (is_integer(type.kind)) {
        return fmt::format("{} {}, 0", inside && type.size < 8 ? "store" : "const", name);
    }
    const bool null = type.kind == TypeKind::Raw || (is_pointer(type.kind) && type.nullable);
    return null ? fmt::format("const {}, null", name) : "";
}

void find_missing(const Report& report, TypeId id, Address at, const std::string& name,
                  Missing& missing) {
    const Type& type = report.program.type(id);
    if (type.kind == TypeKind::Struct) {
        for (const Field& field : report.program.structs[type.structure].fields) {
            find_missing(report, field.type, at + field.offset, name + "." + field.name, missing);
        }
        return;
    }
    if (type.size == 0 || report.machine.is_initialised(at)) return;
    missing.names.push_back(code(name));
    missing.lines.push_back(zero_line(report, type, name));
}

Missing missing_of(const Report& report, const Local& local) {
    const Where& place = report.fault.place;
    const Address begin = place.address - 8u * (local.base() - place.slot);
    Missing missing;
    find_missing(report, local.type, begin, local.name, missing);
    return missing;
}

void help_initialise(Report& report, const std::string& name) {
    const Local* local = report.local(report.fault.place);
    if (local == nullptr) return report.help(fmt::format("give {} a value before this", name));
    const Missing missing = missing_of(report, *local);
    const std::string names = missing.names.empty() ? name : list_of(missing.names, "and");
    // Where one piece has no proposal the others would repair nothing.
    const auto& lines = missing.lines;
    if (lines.empty() || std::find(lines.begin(), lines.end(), "") != lines.end()) {
        return report.help(fmt::format("give {} a value on every path here", names));
    }
    report.help(fmt::format("give {} a value first, on every path here", names),
                lines_after(report, local->span, lines));
}

/// The slot that was read; where a whole value was, the array that its first word without a value
/// belongs to.
std::string name_read(const Report& report) {
    const std::string name = report.name(report.fault.place);
    const bool element = memory_text(report).find('[') != std::string::npos;
    const Local* local = report.local(report.fault.place);
    if (local == nullptr || element) return name;
    const auto array = name.find('[');
    return array == name.npos ? name : name.substr(0, array) + "`";
}

}  // namespace

void read_uninitialised(Report& report) {
    const Where& place = report.fault.place;
    const std::string name = name_read(report);
    report.headline(fmt::format("read of {}, which has no value", name));
    report.ask({}, {place.address}, false);
    tell_declared(report, report.local(place), ", without a value");
    const WordStory word = report.story.word(Address{raw(place.address) & ~7u});
    if (word.ended) {
        report.at(*word.ended,
                  fmt::format("the scope of {} ended here, and its value with it", name));
    }
    report.here(fmt::format("{} is read here", name), bare(name));
    report.note("a slot has whatever bytes were there before; C would have read those");
    help_initialise(report, name);
}

}  // namespace freehold::reports
