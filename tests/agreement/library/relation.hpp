// SPDX-License-Identifier: MIT
// Two judges of one program: what verify() and rustc said, and whether that is the same.
#pragma once

#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "tests/agreement/library/rustc_judge.hpp"

namespace freehold::agreement {

struct OurFinding {
    Code code{};
    std::uint32_t statement = 0;
};

struct OurVerdict {
    std::vector<OurFinding> findings;
    bool accepted() const { return findings.empty(); }
    std::string codes() const;  ///< "F202 F205"; "ok" when there are none
};

/// Assembles and verifies. Throws std::runtime_error when the text does not assemble.
OurVerdict judge_freehold(const Rendering& rendering);

/// Whether a code of rustc is one that this code of ours may stand for: the column of
/// diagnostics.def, and the additions that docs/rust-differences.md lists.
bool is_related(Code ours, const std::string& rust);

struct Relation {
    enum class Kind : std::uint8_t {
        Same,           ///< the same verdict; if rejected, a related code at the same statement
        SameElsewhere,  ///< a related code, but rustc points at another statement
        OtherCode,      ///< both reject, with codes that are not related
        WeAccept,       ///< rustc rejects
        WeReject,       ///< rustc accepts
    };
    Kind kind{};
    /// Of a difference on purpose, its name in docs/rust-differences.md; else empty.
    std::string reason;
};
Relation compare(const RustVerdict& rust, const OurVerdict& ours);

/// Why we accept programs that rustc refuses, for no reason that compare() can see; "" where there
/// is none. Asks Polonius about them, and about every path of them by itself.
std::vector<std::string> reasons(RustcJudge& judge, const std::vector<Program>& programs);
const char* kind_name(Relation::Kind kind);
/// Every name that Relation::reason may have.
const std::vector<std::string>& listed_reasons();

}  // namespace freehold::agreement
