// SPDX-License-Identifier: MIT
// How blocks lost their owners without being freed.
#pragma once

#include <map>
#include <optional>

#include "vm/execute/story.hpp"

namespace freehold {

/// Follows, for each block of a story, the word that owns it, until a store overwrites that, or the
/// block it lies in is freed without it. Refers to the program and the story, which must stay.
class Losses : public Listener {
public:
    Losses(const Program& program, const Story& story) : m_program(program), m_story(story) {}

    EventSet wants() const override;
    void on_event(const Event& event) override;

    /// The Write or the Free by which a block lost its owner.
    std::optional<Event> of(ObjectId block) const;

private:
    void own(ObjectId block, const Where& to);
    void allocate(const Event& event);
    void free(const Event& event);
    void write(const Event& event);
    /// What the words of [begin, begin + bytes) own loses its owner by the event.
    void lose(Address begin, std::uint32_t bytes, const Event& event);

    const Program& m_program;
    const Story& m_story;
    std::map<std::uint32_t, ObjectId> m_owned;  ///< word -> block
    std::map<ObjectId, Event> m_lost;
};

}  // namespace freehold
