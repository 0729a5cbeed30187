// SPDX-License-Identifier: MIT
#include "vm/grade/judge.hpp"

#include <algorithm>
#include <array>

#include "vm/base/text.hpp"
#include "vm/grade/block_check.hpp"
#include "vm/grade/end_check.hpp"
#include "vm/grade/output_check.hpp"
#include "vm/grade/structure_check.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

/// How a number reads: "2 blocks leaked", "4,096 bytes of heap at most".
struct QuantityWords {
    std::string_view noun;
    std::string_view what;
};

QuantityWords words_of(Quantity quantity) {
    static constexpr std::array<QuantityWords, 11> words{
        {{"block", "leaked"},
         {"block", "still owned at the end"},
         {"block", "allocated"},
         {"block", "freed"},
         {"move", "of owners"},
         {"block", "made by `clone`"},
         {"byte", "of heap asked for at once"},
         {"byte", "of stack in use at once"},
         {"byte", "of heap used, headers and gaps included"},
         {"frame", "on the stack at once"},
         {"step", "taken"}}};
    return words[static_cast<std::size_t>(quantity)];
}

/// nullptr: there is none.
const Function* function_called(const Program& program, const std::string& name) {
    const auto found = std::find_if(program.functions.begin(), program.functions.end(),
                                    [&](const Function& one) { return one.name == name; });
    return found == program.functions.end() ? nullptr : &*found;
}

class Judge {
public:
    Judge(const Outcome& outcome, bool hidden) : m_outcome(outcome), m_hidden(hidden) {}

    void judge(const Expectations& expects, const Limits& limits) {
        if (expects.end) add(end_miss(*expects.end, m_outcome, limits, m_hidden));
        if (m_outcome.program != nullptr) {
            add_all(structure_misses(expects, *m_outcome.program));
        } else if (expects.ask_anything() && m_misses.empty()) {
            add("it does not assemble");
        }
        if (m_outcome.end == Outcome::End::Rejected) return;
        for (const auto& output : expects.outputs) {
            add(output_miss(output, m_outcome.facts.output, m_hidden));
        }
        for (const auto& [quantity, bounds] : expects.quantities) {
            const QuantityWords words = words_of(quantity);
            judge_number(bounds, quantity_of(m_outcome.facts, quantity), words.noun, words.what);
        }
        for (const auto& [function, bounds] : expects.calls) judge_calls(function, bounds);
        add_all(block_misses(expects, m_outcome.facts.watcher->blocks(), m_hidden));
    }

    std::vector<std::string> take() { return std::move(m_misses); }

private:
    /// A function of a hidden harness has no name here.
    void judge_calls(const std::string& name, const Bounds& bounds) {
        const Function* function = function_called(*m_outcome.program, name);
        if (function == nullptr && !bounds.hold(0)) {
            return add(m_hidden ? "a function is missing" : "there is no function `" + name + "`");
        }
        const bool named = !m_hidden || function == nullptr || is_submitted(*function);
        judge_number(bounds, m_outcome.facts.watcher->calls_of(name), "call",
                     named ? "of `" + name + "`" : "of a function of the test");
    }
    bool is_submitted(const Function& function) const {
        const auto file = raw(function.span.file);
        return file < m_outcome.sources.size() && !is_of_assignment(m_outcome.sources[file]);
    }
    void judge_number(const Bounds& bounds, std::uint64_t found, std::string_view noun,
                      std::string_view what) {
        if (!bounds.hold(found)) add(miss(bounds, found, noun, what));
    }
    void add(std::string text) {
        if (!text.empty()) m_misses.push_back(std::move(text));
    }
    void add_all(std::vector<std::string> texts) {
        for (std::string& text : texts) add(std::move(text));
    }

    const Outcome& m_outcome;
    bool m_hidden;
    std::vector<std::string> m_misses;
};

}  // namespace

std::vector<std::string> misses(const Expectations& expects, const Outcome& outcome,
                                const Limits& limits, bool hidden) {
    Judge judge{outcome, hidden};
    judge.judge(expects, limits);
    return judge.take();
}

}  // namespace freehold::grade
