// SPDX-License-Identifier: MIT
// What Freehold says about a mistake, as data. The assembler, the verifier and a faulting machine
// all make Diagnostics; one renderer draws them (see render.hpp), one writer makes JSON of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/source.hpp"

namespace freehold {

/// A mistake's stable number, `F302`. The rows are in diagnostics.def.
enum class Code : std::uint16_t {
#define FREEHOLD_CODE(number, name, ...) name = number,
#include "freehold/diagnostics.def"
#undef FREEHOLD_CODE
};

/// What a code means for a run.
enum class CodeClass : std::uint8_t {
    Source,    ///< there is no program to run
    Rule,      ///< a rule of ownership, which runs break, too
    Proof,     ///< one that only the verifier asks for
    Harm,      ///< memory used wrongly; without checks a run goes on
    Wall,      ///< the same, where the hardware or the allocator stops a compiled program, too
    Room,      ///< no memory is left
    Leftover,  ///< what is there at the end
    Run,       ///< a limit, or what the program does about itself
};

/// One row of diagnostics.def.
struct CodeInfo {
    Code code;
    CodeClass what;
    std::string_view title;  ///< "use of a freed block"
    std::string_view rustc;  ///< the related codes of rustc, "E0382"; empty when there are none
};

/// All codes, ascending.
const std::vector<CodeInfo>& all_codes();
/// The row of a code; nullptr when there is no such code.
const CodeInfo* find_code(std::uint16_t number);
const CodeInfo& code_info(Code code);
/// The row of "F302" or "f302"; nullptr for any other text.
const CodeInfo* code_named(std::string_view name);
/// "F302".
std::string code_name(Code code);

constexpr CodeClass code_class(Code code) {
    switch (code) {
#define FREEHOLD_CODE(number, name, what, ...) \
    case Code::name:                           \
        return CodeClass::what;
#include "freehold/diagnostics.def"
#undef FREEHOLD_CODE
    }
    return CodeClass::Source;
}

/// A broken rule of ownership: F102 to F107 and F2xx.
constexpr bool is_rule(Code code) {
    const CodeClass what = code_class(code);
    return what == CodeClass::Rule || what == CodeClass::Proof;
}
/// A harm done to memory, or that would have been: F101 and F3xx.
constexpr bool is_harm(Code code) {
    const CodeClass what = code_class(code);
    return what == CodeClass::Harm || what == CodeClass::Wall || what == CodeClass::Room;
}
/// Either: a mistake with memory or its owners.
constexpr bool is_of_memory(Code code) { return is_rule(code) || is_harm(code); }

enum class Severity : std::uint8_t { Error, Warning, Note };

/// A place in the source and what happened there. The first primary label is where the diagnostic
/// points. `step` is set where a run is being told: the instruction `@step` did it.
struct Label {
    Span span;
    std::string text;
    bool primary = false;
    std::optional<Step> step = {};
};

/// Text that, put in place of the span, would mend the mistake.
struct Edit {
    Span span;
    std::string replacement;
};

struct Help {
    std::string text;
    std::vector<Edit> edits = {};
};

/// One mistake, told once. Texts are lower case, without a full stop, code in backticks.
struct Diagnostic {
    Severity severity = Severity::Error;
    Code code{};
    std::string headline;
    std::vector<Label> labels = {};  ///< in the order in which they happened, primary anywhere
    std::vector<std::string> notes = {};
    std::optional<std::string> picture = {};  ///< bytes or frames drawn; lines, no trailing newline
    std::optional<Help> help = {};
    std::vector<std::string> commands =
        {};  ///< what to type next to see more, each a whole command
};

/// The primary label; nullptr when there is none.
const Label* primary_label(const Diagnostic& diagnostic);

}  // namespace freehold
