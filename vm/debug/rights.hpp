// SPDX-License-Identifier: MIT
// What may be done with a place now: read it, give it a value, move or drop what it owns.
#pragma once

#include <string>
#include <vector>

#include "vm/debug/place.hpp"

namespace freehold::debug {

/// Rights at this moment. What a live borrow stands in the way of, the machine would do all the
/// same, and end the borrow: the fault is that borrow's next use. Borrows that nobody will use any
/// more still count here, because a machine does not see the future.
struct Rights {
    bool read = false;
    bool write = false;
    bool own = false;
    std::string reason;  ///< why one is missing, where the type does not say it; or empty

    std::string letters() const;  ///< "RWO", "R--"
};

/// Of a place and all that it owns, named directly: a slot, a field of one, a static.
Rights rights_of(const Scene& scene, const Place& place);
/// Of what a borrow or raw pointer in a slot points at, through it.
Rights rights_through(const Scene& scene, const Place& slot);

/// The live loans of the place's bytes, and of blocks that it owns, oldest first; without those
/// that were made through another of them.
std::vector<const LoanInfo*> loans_of(const Scene& scene, const Place& place);

/// "`x` since @5, `y` since @6": who holds them; of more than three a count. Names of locals of the
/// frame come without it.
std::string holders_text(const Scene& scene, const std::vector<const LoanInfo*>& loans,
                         const FrameInfo* frame);

/// "since @5", "ended @9: `x` was assigned", …: what became of a borrow.
std::string loan_story(const LoanInfo& loan);

}  // namespace freehold::debug
