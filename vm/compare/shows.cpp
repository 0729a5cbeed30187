// SPDX-License-Identifier: MIT
// Which fault is the consequence of which broken rule.
#include "freehold/witness.hpp"

namespace freehold {

// What is freed, or leaves its scope, while it is lent is told by what its borrower meets later: a
// block that is gone (F302) or a dead frame (F310).
bool shows(Code fault, Code finding) {
    if (fault == finding) return true;
    switch (finding) {
        case Code::MaybeMoved:
            return fault == Code::UseAfterMove || fault == Code::ReadUninitialised;
        // Whether the one in between reads or borrows to read is the same to the one who writes.
        case Code::SharedAndExclusive:
            return fault == Code::ReadWhileExclusive || fault == Code::UseAfterFree;
        case Code::TwoExclusiveBorrows:
        case Code::MovedWhileBorrowed:
        case Code::AssignedWhileBorrowed: return fault == Code::UseAfterFree;
        case Code::BorrowOutlivesScope:
        case Code::BorrowOfLocalReturned:
            return fault == Code::DanglingStack || fault == Code::UseAfterFree;
        case Code::WriteThroughShared: return fault == Code::WriteProtected;
        case Code::WrongKind: return fault == Code::ExecutionOutsideCode;
        default: return false;
    }
}

}  // namespace freehold
