// SPDX-License-Identifier: MIT
#include "vm/cli/exit_status.hpp"

namespace freehold::cli {

int exit_status(const RunTotals& totals, bool leaks_are_errors) {
    switch (totals.end) {
        case RunTotals::End::Exit:
            return leaks_are_errors && totals.leaked != 0 ? LeaksFound : totals.status;
        case RunTotals::End::Fault:
            return totals.code == Code::StepLimit || totals.code == Code::TimeLimit ? LimitReached
                                                                                    : Faulted;
        case RunTotals::End::Interrupted: return Interrupted;
        case RunTotals::End::OutputFailed: return Fine;
    }
    return OurBug;
}

}  // namespace freehold::cli
