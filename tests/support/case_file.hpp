// SPDX-License-Identifier: MIT
// The format of tests/cases/<area>/<name>.fh: a program whose comments say what comes of it.
//
//   ; case: a moved slot cannot be used                what this is about; the first line
//   ; run: --stack 4K -D N=5 check                     options; `check` only assembles
//   ; input: 12 abc\n                                  several lines are put together
//   ; harmless: 0                                      with this input instead nothing is reported
//   ; report: free skip                                what `;:` lines tell, or `all`
//   fn main() {
//       …
//       print "{}\n", s1          ;^ F102 ;~ F102      these codes are reported here, and no others
//   }
//   ;> exit 7                     its status, where it does not follow from the codes
//   ;> order free 2, free 1       all events of those kinds: the word, and the block
//   ;> steps 12                   how many instructions
//   ;> F006 in parts/bad.fh:3     a code reported in another file; `F022` alone: at no place
//   ;| hello                      the output
//   ;: free #1 …                  the live report
//   ;! error[F102]: …             the messages
//
// `;^` is what the verifier finds: its primary place. `;~` is what the assembler reports or what
// stops the run, which takes place whatever the verifier says, as with `run --no-verify`. Every
// file states both: without a `;^` the verifier proves the program.
//
// Everything down to `;>` is written by hand. FREEHOLD_REDRAW=1 writes the `;|` lines anew, and of
// `;:` and `;!` those sections that are there: one empty line asks for one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "freehold/event.hpp"
#include "tests/support/outcome.hpp"

namespace freehold::test {

/// Where a code is expected. Ordered, so that sets of them compare.
struct Mark {
    std::string file;  ///< empty: no place
    std::uint32_t line = 0;
    std::string code;  ///< "F102"
    friend auto operator<=>(const Mark&, const Mark&) = default;
};

struct Happening {
    EventKind kind{};
    std::uint32_t block = 0;
    friend bool operator==(const Happening&, const Happening&) = default;
};

struct CaseFile {
    std::string path;  ///< from the checkout's root
    std::string text;  ///< the whole file: also the program
    std::string about;
    RunOptions options;
    EventSet report_kinds = usual_events;

    std::multiset<Mark> findings;         ///< after `;^`
    std::multiset<Mark> marks;            ///< after `;~`, and those of `;>`
    std::optional<std::string> harmless;  ///< an input with which nothing is reported
    std::optional<int> status;            ///< said by hand
    std::optional<Step> steps;
    std::vector<Happening> order;

    std::vector<std::string> output;                   ///< the text after `;|`
    std::optional<std::vector<std::string>> live;      ///< after `;:`, when there are any
    std::optional<std::vector<std::string>> messages;  ///< after `;!`

    std::vector<std::string> mistakes;  ///< what is wrong with the file itself

    /// The status said, or the one the codes ask for: 100, 101, 102 or 0.
    int expected_status() const;
};

CaseFile parse_case(const std::string& path, const std::string& text);

/// What was reported, as marks.
std::multiset<Mark> marks_of(const std::vector<Reported>& reports);

/// Every case file below tests/cases, by path. Folders named `parts` hold files to include.
std::vector<std::string> all_case_paths();
CaseFile read_case(const std::string& path);

/// The output as lines after `;|`: control characters and backslashes escaped, `\` at the end of
/// the last line where it has no newline.
std::vector<std::string> output_lines(const std::string& output);
std::vector<std::string> plain_lines(const std::string& text);

/// The file with the drawn sections written anew.
std::string redrawn(const CaseFile& file, const Outcome& outcome);

}  // namespace freehold::test
