// SPDX-License-Identifier: MIT
#include "tests/agreement/library/outcome_of.hpp"

#include <fmt/format.h>

namespace freehold::agreement {

namespace {

std::string slots_of_frames(const Machine& machine) {
    std::string text;
    for (const FrameInfo& frame : machine.frames()) {
        text +=
            fmt::format("frame {} at {} {:#x}\n", raw(frame.function), frame.index, raw(frame.fp));
        for (const freehold::Local& local : machine.program().function(frame.function).locals) {
            const SlotInfo slot = machine.slot(frame, local.base());
            if (slot.state != SlotInfo::State::Init) continue;
            text += fmt::format("{} = {} {:#x}\n", local.name, kind_name(slot.kind), slot.word);
        }
    }
    return text;
}

}  // namespace

std::string outcome_of(const Machine& machine, const Stop& stop, const std::string& output) {
    std::string text =
        fmt::format("stop {} {} {} at {}, step {}\n", static_cast<int>(stop.kind), stop.status,
                    code_name(stop.fault.code), machine.index(), machine.step());
    const HeapUse use = machine.heap_use();
    text += fmt::format("heap {} {} {} {}\n", use.allocated, use.freed, use.bytes, use.peak_bytes);
    for (const BlockInfo& block : machine.blocks()) {
        text +=
            fmt::format("block {} {:#x} {}\n", raw(block.object), raw(block.address), block.size);
        for (std::uint32_t k = 0; k + 8 <= block.size; k += 8) {
            text += fmt::format("{:x} ", machine.word_at(block.address + k));
        }
    }
    if (stop.kind != Stop::Kind::Finished) text += slots_of_frames(machine);
    return text + output;
}

}  // namespace freehold::agreement
