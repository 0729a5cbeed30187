// SPDX-License-Identifier: MIT
// What may be done with a place now: read it, give it a value, move or drop what it owns.
#pragma once

#include <string>
#include <vector>

#include "vm/debug/place.hpp"

namespace freehold::debug {

/// Rights at this moment. What a live borrow forbids, the machine would do, and end the borrow; the
/// fault is the borrow's next use. Where a right is missing, the reason says why.
struct Rights {
    bool read = false;
    bool write = false;
    bool own = false;
    std::string reason;  ///< of the first missing one that is not plain from the type; or empty

    std::string letters() const;  ///< "RWO", "R--"
};

/// Of a place named directly: a slot, a field of one, a static.
Rights rights_of(const Scene& scene, const Place& place);
/// Of what the borrow or owner in a slot leads to, through that slot.
Rights rights_through(const Scene& scene, const Place& slot);

/// The live loans in the way of whoever uses the place directly: of its bytes, and of the blocks
/// that owners in it own. Ascending by slot.
std::vector<const LoanInfo*> loans_of(const Scene& scene, const Place& place);

}  // namespace freehold::debug
