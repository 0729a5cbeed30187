// SPDX-License-Identifier: MIT
// What rustc says to a program. Only its borrow checker is asked: an error of another kind means
// that the rendering is wrong, and throws.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/agreement/library/model.hpp"

namespace freehold::agreement {

struct RustError {
    std::string code;  ///< "E0382"; "lifetime" for the error that has no code; "by-fields"
                       ///< for a field assigned to a struct that is not whole
    std::uint32_t statement = 0;  ///< where rustc points, as LineWriter counts; 0: no statement
    std::string message;          ///< the rest of the line
};

struct RustVerdict {
    std::vector<RustError> errors;  ///< in the order of the text; none: accepted
    bool accepted() const { return errors.empty(); }
    /// The codes, each once, ascending: "E0382 E0505"; "ok" when there are none.
    std::string codes() const;
};

class RustcJudge {
public:
    /// Works in a new folder below the system's for temporary files, which it removes.
    RustcJudge();
    ~RustcJudge();
    RustcJudge(const RustcJudge&) = delete;
    RustcJudge& operator=(const RustcJudge&) = delete;

    /// "rustc 1.95.0 (…)"; empty when there is none to be run.
    static std::string version();

    /// Judges the programs as modules of one file: rustc looks at each function by itself and tells
    /// of all their errors. Throws std::runtime_error with rustc's words when an error is none of
    /// the borrow checker's.
    std::vector<RustVerdict> judge(const std::vector<Rendering>& programs) {
        return ask(programs, "");
    }
    /// The same by rustc's borrow checker to come, Polonius, which follows borrows statement by
    /// statement as ours does.
    std::vector<RustVerdict> judge_by_polonius(const std::vector<Rendering>& programs) {
        return ask(programs, "RUSTC_BOOTSTRAP=1 ", "-Zpolonius ");
    }

private:
    std::vector<RustVerdict> ask(const std::vector<Rendering>& programs,
                                 const std::string& environment, const std::string& option = "");

    std::string m_folder;
};

}  // namespace freehold::agreement
