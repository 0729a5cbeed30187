// SPDX-License-Identifier: MIT
#include "vm/ownership/bill.hpp"

#include <algorithm>

namespace freehold::ownership {

namespace {

/// A walk over the calls from `main`, with a stack of its own: chains of calls may be long.
class Depths {
public:
    explicit Depths(const Program& program)
        : m_program(program),
          m_state(program.functions.size(), Seen::No),
          m_bytes(program.functions.size(), 0) {}

    void measure(MemoryBill& bill) {
        enter(m_program.main);
        while (!m_open.empty()) {
            if (!go_on(bill)) return;
        }
        bill.stack = m_bytes[raw(m_program.main)];
    }

private:
    enum class Seen : std::uint8_t { No, Open, Done };
    struct Open {
        FunctionId function;
        std::uint32_t next;  // the instruction to look at
    };

    void enter(FunctionId id) {
        const Function& function = m_program.function(id);
        m_state[raw(id)] = Seen::Open;
        m_bytes[raw(id)] = function.frame_bytes();
        m_open.push_back({id, function.first});
    }

    // One instruction further. False where the depth cannot be known.
    bool go_on(MemoryBill& bill) {
        Open& open = m_open.back();
        const Function& function = m_program.function(open.function);
        if (open.next == function.first + function.count) {
            m_state[raw(open.function)] = Seen::Done;
            m_open.pop_back();
            return true;
        }
        const Instruction& i = m_program.code[open.next];
        if (i.opcode() == Opcode::CallCode) {
            bill.unknown_call = open.next;
            return false;
        }
        if (i.opcode() == Opcode::Call) return follow(open, i, bill);
        ++open.next;
        return true;
    }

    // The callee's frame begins inside the caller's, in its outgoing area.
    bool follow(Open& open, const Instruction& call, MemoryBill& bill) {
        const FunctionId callee{call.low()};
        if (m_state[raw(callee)] == Seen::Open) {
            name_circle(callee, bill);
            return false;
        }
        if (m_state[raw(callee)] == Seen::No) {
            enter(callee);  // this call is looked at again when the callee is done
            return true;
        }
        std::uint64_t& bytes = m_bytes[raw(open.function)];
        bytes = std::max(bytes, 16 + 8 * std::uint64_t{call.a} + m_bytes[raw(callee)]);
        ++open.next;
        return true;
    }

    void name_circle(FunctionId first, MemoryBill& bill) const {
        auto at = m_open.begin();
        while (at->function != first) ++at;
        for (; at != m_open.end(); ++at) bill.recursion.push_back(at->function);
    }

    const Program& m_program;
    std::vector<Seen> m_state;
    std::vector<std::uint64_t> m_bytes;
    std::vector<Open> m_open;
};

}  // namespace

MemoryBill bill_of(const Program& program) {
    MemoryBill bill;
    bill.code = static_cast<std::uint32_t>(program.code.size() * sizeof(Instruction));
    bill.data = static_cast<std::uint32_t>(program.data.size());
    bill.bss = program.bss;
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        const bool larger = bill.largest == FunctionId::None ||
                            program.functions[f].slots > program.function(bill.largest).slots;
        if (larger) bill.largest = FunctionId{f};
    }
    Depths(program).measure(bill);
    return bill;
}

}  // namespace freehold::ownership
