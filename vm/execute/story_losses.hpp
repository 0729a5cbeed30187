// SPDX-License-Identifier: MIT
// How blocks lost their owners without being freed.
#pragma once

#include <map>
#include <optional>

#include "vm/execute/story.hpp"

namespace freehold {

/// Follows, for each block of a story, the word that owns it, until that is overwritten by a store or
/// freed with the block it lies in. Refers to the program and the story, which must stay.
class Losses : public Listener {
public:
    Losses(const Program& program, const Story& story) : m_program(program), m_story(story) {}

    EventSet wants() const override {
        return {EventKind::Alloc, EventKind::Move, EventKind::Free, EventKind::Write};
    }

    void on_event(const Event& event) override {
        switch (event.kind) {
            case EventKind::Alloc: allocate(event); break;
            case EventKind::Move: own(event.object, event.to); break;
            case EventKind::Free: free(event); break;
            default: write(event); break;
        }
    }

    std::optional<Event> of(ObjectId block) const {
        const auto found = m_lost.find(raw(block));
        if (found == m_lost.end()) return std::nullopt;
        return found->second;
    }

private:
    void own(ObjectId block, const Where& to) {
        if (m_story.lives.find(block) == m_story.lives.end() || to.in == Where::In::Nowhere) return;
        m_owned[raw(to.address) & ~7u] = block;
    }

    /// What `new` takes out of the frame it puts into the block.
    void allocate(const Event& event) {
        const Instruction& i = m_program.code[event.index];
        if (i.opcode() == Opcode::New && event.to.in == Where::In::Frame) {
            const Address from = event.to.address + 8u * i.a - 8u * i.b;
            for (std::uint32_t k = 0; k < event.size; k += 8) {
                const auto found = m_owned.find(raw(from + k));
                if (found == m_owned.end()) continue;
                m_owned[raw(event.address + k)] = found->second;
                m_owned.erase(raw(from + k));
            }
        }
        own(event.object, event.to);
    }

    /// The content of a block is freed before it; what it still owns then is lost.
    void free(const Event& event) {
        m_owned.erase(raw(event.from.address) & ~7u);
        auto at = m_owned.lower_bound(raw(event.address));
        while (at != m_owned.end() && at->first - raw(event.address) < event.size) {
            m_lost[raw(at->second)] = event;
            at = m_owned.erase(at);
        }
    }

    void write(const Event& event) {
        if (event.size > 8) return;
        const auto found = m_owned.find(raw(event.address) & ~7u);
        if (found == m_owned.end()) return;
        const bool same = Pointer::from_word(event.word).object == found->second;
        if (same && event.size == 8) return;
        m_lost[raw(found->second)] = event;
        m_owned.erase(found);
    }

    const Program& m_program;
    const Story& m_story;
    std::map<std::uint32_t, ObjectId> m_owned;  // word -> block
    std::unordered_map<std::uint32_t, Event> m_lost;
};

}  // namespace freehold
