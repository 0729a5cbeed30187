// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "freehold/diagnostic.hpp"

namespace freehold {

const std::vector<CodeInfo>& all_codes() {
    static const std::vector<CodeInfo> codes = {
#define FREEHOLD_CODE(number, name, what, title, rustc) {Code::name, CodeClass::what, title, rustc},
#include "freehold/diagnostics.def"
#undef FREEHOLD_CODE
    };
    return codes;
}

const CodeInfo* find_code(std::uint16_t number) {
    const std::vector<CodeInfo>& codes = all_codes();
    const auto found =
        std::lower_bound(codes.begin(), codes.end(), number, [](const CodeInfo& row, auto wanted) {
            return static_cast<std::uint16_t>(row.code) < wanted;
        });
    const bool exists = found != codes.end() && static_cast<std::uint16_t>(found->code) == number;
    return exists ? &*found : nullptr;
}

const CodeInfo* code_named(std::string_view name) {
    if (name.size() != 4 || (name[0] != 'F' && name[0] != 'f')) return nullptr;
    std::uint16_t number = 0;
    for (const char digit : name.substr(1)) {
        if (digit < '0' || digit > '9') return nullptr;
        number = static_cast<std::uint16_t>(number * 10 + (digit - '0'));
    }
    return find_code(number);
}

const CodeInfo& code_info(Code code) {
    static const CodeInfo unknown{Code{}, CodeClass::Source, "an unknown code", ""};
    const CodeInfo* row = find_code(static_cast<std::uint16_t>(code));
    return row ? *row : unknown;
}

std::string code_name(Code code) { return fmt::format("F{:03}", static_cast<std::uint16_t>(code)); }

const Label* primary_label(const Diagnostic& diagnostic) {
    const auto found = std::find_if(diagnostic.labels.begin(), diagnostic.labels.end(),
                                    [](const Label& label) { return label.primary; });
    return found == diagnostic.labels.end() ? nullptr : &*found;
}

}  // namespace freehold
