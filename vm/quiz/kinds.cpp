// SPDX-License-Identifier: MIT
#include "vm/quiz/quiz.hpp"

namespace freehold::quiz {

const std::vector<KindInfo>& kinds() {
    using enum Kind;
    static const std::vector<KindInfo> rows{
        {Verdict, "verdict", "what the verifier says", "what the verifier accepts"},
        {Segment, "segment", "in which segment something is", "what lives in which segment"},
        {Owner, "owner", "who owns a block now", "moves of owners"},
        {Valid, "valid", "whether a name may be used now", "what may still be used"},
        {SameBlock, "same-block", "whether two pointers lead to the same block",
         "which pointers share a block"},
        {Alive, "alive", "how many blocks are alive now", "how long blocks live"},
        {NextFree, "next-free", "which block is freed next", "the order of frees"},
        {FreedBy, "freed-by", "which line frees a block", "what frees a block"},
        {Depth, "depth", "how many frames are on the stack", "calls and frames"},
        {Prints, "prints", "what is printed next", "the values that are printed"},
        {Left, "left", "how many blocks are left at the end", "what is left at the end"},
        {Ends, "ends", "whether and where the run stops", "how a run ends"},
        {Fault, "fault", "which mistake stops it", "the faults and their names"},
    };
    return rows;
}

const KindInfo& kind_info(Kind kind) { return kinds()[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_named(std::string_view word) {
    for (const KindInfo& row : kinds()) {
        if (row.word == word) return row.kind;
    }
    return std::nullopt;
}

std::string right_answer(const Question& question) {
    if (question.wants_number()) return std::to_string(question.number);
    return question.choices[question.right];
}

}  // namespace freehold::quiz
