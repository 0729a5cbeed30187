// SPDX-License-Identifier: MIT
#include "vm/quiz/choose.hpp"

#include <algorithm>

namespace freehold::quiz {

namespace {

/// Of a run there is one end, and one verdict.
bool is_asked_once(Kind kind) {
    return kind == Kind::Verdict || kind == Kind::Left || kind == Kind::Ends || kind == Kind::Fault;
}

/// Which block goes first, and by which line, have one explanation.
bool tell_of_one_free(const Question& a, const Question& b) {
    return a.kind == Kind::NextFree && b.kind == Kind::FreedBy &&
           (a.about == b.about || a.shown_at == b.shown_at);
}

/// That something is left at the end is one fact, however it is asked for.
bool tells_of_leftovers(const Question& question) {
    if (question.kind == Kind::Left) return question.number != 0;
    const bool of_frees = question.kind == Kind::NextFree || question.kind == Kind::FreedBy;
    return of_frees && question.right + 1 == question.choices.size();
}

/// How alike two questions may be.
enum class Likeness : std::uint8_t { Different, Alike };

bool may_stand_beside(const Question& a, const Question& b, Likeness likeness) {
    if (spoil_each_other(a, b)) return false;
    if (likeness == Likeness::Alike) return true;
    if (a.step == b.step) return false;
    return a.kind != b.kind || (a.about != b.about && right_answer(a) != right_answer(b));
}

class Chooser {
public:
    Chooser(std::vector<Question> pool, std::size_t count, Random& random)
        : m_pool(std::move(pool)), m_count(count) {
        random.shuffle(m_pool);
        for (const KindInfo& row : kinds()) m_kinds.push_back(row.kind);
        random.shuffle(m_kinds);
    }

    std::vector<Question> choose() {
        for (const Likeness likeness : {Likeness::Different, Likeness::Alike}) {
            while (take_one_of_each_kind(likeness)) {
            }
        }
        return std::move(m_chosen);
    }

private:
    /// Whether there was any.
    bool take_one_of_each_kind(Likeness likeness) {
        bool any = false;
        for (const Kind kind : m_kinds) any |= take(kind, likeness);
        return any;
    }

    bool take(Kind kind, Likeness likeness) {
        if (m_chosen.size() == m_count) return false;
        const auto found = std::find_if(m_pool.begin(), m_pool.end(), [&](const Question& it) {
            return it.kind == kind && fits(it, likeness);
        });
        if (found == m_pool.end()) return false;
        m_chosen.push_back(std::move(*found));
        m_pool.erase(found);
        return true;
    }

    bool fits(const Question& question, Likeness likeness) const {
        return std::all_of(m_chosen.begin(), m_chosen.end(), [&](const Question& other) {
            return may_stand_beside(question, other, likeness);
        });
    }

    std::vector<Question> m_pool;
    std::size_t m_count;
    std::vector<Kind> m_kinds;
    std::vector<Question> m_chosen;
};

}  // namespace

bool spoil_each_other(const Question& a, const Question& b) {
    if (a.kind == b.kind && is_asked_once(a.kind)) return true;
    const bool same_answer = right_answer(a) == right_answer(b);
    if (a.kind == b.kind && a.about == b.about && (a.step == b.step || same_answer)) return true;
    if (tells_of_leftovers(a) && tells_of_leftovers(b)) return true;
    return tell_of_one_free(a, b) || tell_of_one_free(b, a);
}

std::vector<Question> choose(std::vector<Question> pool, std::size_t count, Random& random) {
    std::vector<Question> chosen = Chooser{std::move(pool), count, random}.choose();
    std::stable_sort(chosen.begin(), chosen.end(), [](const Question& a, const Question& b) {
        return a.step != b.step ? a.step < b.step : a.kind < b.kind;
    });
    return chosen;
}

}  // namespace freehold::quiz
