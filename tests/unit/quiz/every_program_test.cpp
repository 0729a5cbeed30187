// SPDX-License-Identifier: MIT
// Whatever program and seed: each question has one right answer, which the machine confirms.
#include <regex>
#include <set>

#include "tests/support/everything.hpp"
#include "tests/unit/debug/seen.hpp"
#include "tests/unit/quiz/asked.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/quiz/choose.hpp"

namespace freehold::test {
namespace {

/// Machines are made by the thousand: one with a heap as large as usual takes its time.
constexpr std::uint32_t small_heap = 1u << 20;

/// A run that answers questions by looking, with nothing of vm/quiz.
class Oracle {
public:
    Oracle(const Program& program, const std::string& input, Step step) : m_input(input) {
        Options options;
        options.heap_bytes = small_heap;
        options.input = &m_input;
        options.output = &m_output;
        m_machine = std::make_unique<Machine>(program, options);
        m_machine->run_until(step);
    }

    std::string answer(const Question& question) {
        const std::vector<std::string> names = between_backticks(question.text);
        switch (question.kind) {
            case Kind::Verdict: return verdict();
            case Kind::Segment: return segment(question.text, names.at(0));
            case Kind::Owner: return owner(block_in(question.text));
            case Kind::Valid: return valid(names.at(0));
            case Kind::SameBlock: return target(names.at(0)) == target(names.at(1)) ? "yes" : "no";
            case Kind::Alive: return std::to_string(m_machine->blocks().size());
            case Kind::NextFree: return next_free();
            case Kind::FreedBy: return freed_by(block_in(question.text));
            case Kind::Depth: return std::to_string(m_machine->frames().size());
            case Kind::Prints: return next_output();
            case Kind::Left: m_machine->run(); return std::to_string(m_machine->blocks().size());
            case Kind::Ends: return place_of_fault();
            case Kind::Fault: return code_name(m_machine->run().fault.code);
        }
        return "";
    }

private:
    class Kept : public Output {
    public:
        bool write(std::string_view bytes) override {
            text += bytes;
            return true;
        }
        std::string text;
    };
    class Frees : public Listener {
    public:
        EventSet wants() const override { return {EventKind::Free}; }
        void on_event(const Event& event) override { events.push_back(event); }
        std::vector<Event> events;
    };

    static std::vector<std::string> between_backticks(const std::string& text) {
        std::vector<std::string> found;
        for (std::size_t at = 0; (at = text.find('`', at)) != text.npos;) {
            const std::size_t end = text.find('`', at + 1);
            found.push_back(text.substr(at + 1, end - at - 1));
            at = end + 1;
        }
        return found;
    }
    static ObjectId block_in(const std::string& text) {
        std::smatch number;
        std::regex_search(text, number, std::regex("#([0-9]+)"));
        return ObjectId{static_cast<std::uint32_t>(std::stoul(number[1]))};
    }

    debug::Place place(const std::string& name) const {
        const debug::Found found = debug::find_place(debug::Scene{*m_machine}, name);
        EXPECT_TRUE(found) << found.problem;
        return found ? *found.place : debug::Place{};
    }
    ObjectId target(const std::string& name) const {
        return Pointer::from_word(m_machine->word_at(place(name).address)).object;
    }

    std::string segment(const std::string& text, const std::string& name) const {
        Address address = place(name).address;
        if (text.find("points at") != text.npos) {
            address = Pointer::from_word(m_machine->word_at(address)).address;
        }
        const std::string word = segment_name(m_machine->layout().segment_of(address));
        return word == "bss" ? "BSS" : word;
    }

    std::string owner(ObjectId block) const {
        if (!m_machine->object(block).alive) return "nobody: it was freed";
        for (const OwnerInfo& it : m_machine->owners()) {
            if (it.block != block) continue;
            return "`" + debug::Scene{*m_machine}.name_of(it.word) + "`";
        }
        return "nobody, and it was not freed";
    }

    std::string valid(std::string name) const {
        const bool through = name.front() == '[';
        if (through) name = name.substr(1, name.size() - 2);
        const debug::Place it = place(name);
        const WordInfo info = m_machine->word_info(it.address);
        if (info.moved) return "no: it was (moved away|dropped)";
        if (info.init == 0) return "no: it has no value yet";
        const auto pointer = Pointer::from_word(m_machine->word_at(it.address));
        if (is_lent_exclusively(it, pointer)) return "no: it is lent";
        if (!through) return "yes";
        if (pointer.is_null()) return "no: it is null";
        if (!m_machine->object(pointer.object).alive) return "no: what it points at is no more";
        for (const LoanInfo& loan : m_machine->loans()) {
            if (loan.slot == it.address && !loan.alive) return "no: its borrow has ended";
        }
        return "yes";
    }

    /// The place itself, or the block that it owns.
    bool is_lent_exclusively(const debug::Place& it, Pointer pointer) const {
        const bool owner = m_machine->word_info(it.address).kind == ValueKind::Own;
        for (const LoanInfo& loan : m_machine->loans()) {
            if (!loan.alive || !loan.exclusive) continue;
            const bool inside = loan.begin >= it.address && loan.begin < it.address + it.size;
            if (inside || (owner && loan.object == pointer.object)) return true;
        }
        return false;
    }

    std::string next_free() {
        Frees frees;
        m_machine->observe(frees);
        m_machine->run_until(m_machine->step() + 2'000'000);
        m_machine->ignore(frees);
        if (frees.events.empty()) return "none: no block is freed any more";
        return "block #" + std::to_string(raw(frees.events.front().object)) + ", .*";
    }

    std::string freed_by(ObjectId block) {
        Frees frees;
        m_machine->observe(frees);
        m_machine->run_until(m_machine->step() + 2'000'000);
        m_machine->ignore(frees);
        for (const Event& event : frees.events) {
            if (event.object != block) continue;
            return place_of(m_machine->program(), event.index) + ": .*";
        }
        return "none: it is never freed";
    }

    std::string next_output() {
        const std::uint64_t before = m_machine->output_position();
        while (m_machine->output_position() == before && !m_machine->ended()) {
            m_machine->run_until(m_machine->step() + 1);
        }
        const std::uint64_t after = m_machine->output_position();
        m_machine->run_until(m_machine->step() + 2'000'000);
        std::string text = m_output.text.substr(before, after - before);
        while (text.ends_with('\n')) text.pop_back();
        return '"' + text + '"';
    }

    std::string place_of_fault() {
        const Stop stop = m_machine->run();
        if (stop.kind == Stop::Kind::Finished) return "nowhere: it runs to its end";
        return place_of(m_machine->program(), stop.fault.index) + ": .*";
    }

    std::string verdict() const {
        const Verification proof = verify(m_machine->program());
        if (proof.program) return "nowhere: it accepts the program";
        return place_of(m_machine->program(), proof.findings.front().at) + ": .*";
    }

    TextInput m_input;
    Kept m_output;
    std::unique_ptr<Machine> m_machine;
};

/// Whether an answer is what the machine says: the same text, or what a pattern takes.
bool agrees(const Question& question, const std::string& said) {
    const std::string right = right_answer(question);
    if (question.kind == Kind::Fault) return right.starts_with(said + ": ");
    if (right == said) return true;
    if (question.kind == Kind::Valid) {
        return said.ends_with("(moved away|dropped)") && right.starts_with("no: it was ");
    }
    return said.ends_with(".*") && right.starts_with(said.substr(0, said.size() - 2));
}

std::string text_of(const Question& question) {
    std::string text = "@" + std::to_string(question.step) + " " + question.text;
    for (const std::string& choice : question.choices) text += "\n  " + choice;
    return text + "\n  right: " + right_answer(question) + "\n  why: " + question.why;
}

void expect_fair(const Question& question) {
    const std::set<std::string> different(question.choices.begin(), question.choices.end());
    EXPECT_EQ(different.size(), question.choices.size());
    if (!question.wants_number()) {
        EXPECT_GE(question.choices.size(), 2u);
        EXPECT_LE(question.choices.size(), 5u);
        EXPECT_LT(question.right, question.choices.size());
    }
    EXPECT_TRUE(question.text.ends_with('?'));
    EXPECT_FALSE(question.why.empty());
    EXPECT_GE(question.shown_at, question.step);
    EXPECT_FALSE(question.lines.empty());
    for (const quiz::ShownLine& line : question.lines) {
        EXPECT_EQ(line.text.find(";^"), std::string::npos) << line.text;
        EXPECT_EQ(line.text.find(";~"), std::string::npos) << line.text;
    }
}

/// No other choice may be right, too: of no kind does the machine give two answers, so it is enough
/// that the one it gives is the one marked, and that none of the others is that one.
void expect_right(const Program& program, const std::string& input, const Question& question) {
    Oracle oracle(program, input, question.step);
    const std::string said = oracle.answer(question);
    EXPECT_TRUE(agrees(question, said)) << "the machine says: " << said;
    for (std::size_t k = 0; k < question.choices.size(); ++k) {
        Question other = question;
        other.right = k;
        if (k == question.right) continue;
        const bool both_taken = question.kind == Kind::Valid && agrees(question, said);
        EXPECT_FALSE(agrees(other, said)) << (both_taken ? "two ways to lose a value" : "");
    }
}

void expect_no_spoilers(const Quiz& quiz) {
    for (std::size_t a = 0; a < quiz.questions.size(); ++a) {
        for (std::size_t b = a + 1; b < quiz.questions.size(); ++b) {
            EXPECT_FALSE(spoil_each_other(quiz.questions[a], quiz.questions[b]))
                << text_of(quiz.questions[a]) << "\n"
                << text_of(quiz.questions[b]);
            EXPECT_LE(quiz.questions[a].step, quiz.questions[b].step);
        }
    }
}

std::vector<std::string> small_programs() {
    std::vector<std::string> all;
    for (const char* folder : {"programs/seed", "programs/lessons", "programs/mistakes"}) {
        for (const std::string& path : programs_in(folder)) all.push_back(path);
    }
    return all;
}

void expect_good_quizzes(const std::string& path, const AssembleOptions& how, std::uint64_t seeds,
                         std::size_t count, Step steps) {
    SCOPED_TRACE(path);
    const std::string input = "3\n4\n5\n";
    const Assembly built = assemble(Source::read(in_checkout(path)), how);
    if (!built.program) return;
    Options options;
    options.heap_bytes = small_heap;
    options.max_steps = steps;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Quiz quiz =
            quiz_about(*built.program, {.seed = seed, .count = count}, input, options);
        EXPECT_LE(quiz.questions.size(), count);
        expect_no_spoilers(quiz);
        for (const Question& question : quiz.questions) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text_of(question));
            expect_fair(question);
            expect_right(*built.program, input, question);
        }
        if (testing::Test::HasFailure()) return;
    }
}

TEST(EveryQuiz, has_one_right_answer_to_each_question) {
    for (const std::string& path : small_programs()) {
        expect_good_quizzes(path, assemble_options({}), 6, 12, 100'000);
    }
}

TEST(EveryQuiz, of_a_kernel_too) {
    for (const std::string& path : programs_in("programs/kernels")) {
        RunOptions small;
        small.defines = {{"N", 8}};
        expect_good_quizzes(path, assemble_options(small), 2, 8, 20'000);
    }
}

TEST(EveryQuiz, asks_something_about_every_sample_that_runs) {
    for (const std::string& path : small_programs()) {
        const Assembly built = assemble(Source::read(in_checkout(path)), assemble_options({}));
        if (!built.program) continue;
        const Quiz quiz = quiz_about(*built.program, {}, "3\n4\n5\n");
        const bool faults_at_once = quiz.ended && quiz.steps <= 1;
        EXPECT_TRUE(!quiz.questions.empty() || faults_at_once) << path;
    }
}

}  // namespace
}  // namespace freehold::test
