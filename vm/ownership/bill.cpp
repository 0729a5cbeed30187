// SPDX-License-Identifier: MIT
#include "vm/ownership/bill.hpp"

#include <algorithm>

namespace freehold::ownership {

namespace {

// Walks over what `main` can call, callees before callers, without recursion of its own.
class Depths {
public:
    Depths(const Program& program, Bill& bill)
        : m_program(program), m_bill(bill), m_seen(program.functions.size(), Seen::No) {}

    void measure(FunctionId root) {
        m_path.push_back({root, m_program.function(root).first});
        m_seen[raw(root)] = Seen::Open;
        while (!m_path.empty()) step();
        // Of what `main` never calls nothing was found out.
        for (std::size_t f = 0; f < m_seen.size(); ++f) {
            if (m_seen[f] == Seen::No) m_bill.functions[f].depth.reset();
        }
    }

private:
    enum class Seen : std::uint8_t { No, Open, Done };
    struct Visit {
        FunctionId function;
        std::uint32_t next;  // the instruction to look at
    };

    FunctionBill& bill(FunctionId id) { return m_bill.functions[raw(id)]; }

    void step() {
        Visit& visit = m_path.back();
        const Function& function = m_program.function(visit.function);
        if (visit.next == function.first + function.count) return close();
        const Instruction& i = m_program.code[visit.next];
        if (i.opcode() == Opcode::CallCode) {
            unbounded(Bill::Bound::CodeCall, visit.function, visit.next);
        }
        if (i.opcode() == Opcode::Call) {
            const FunctionId callee{i.low()};
            if (m_seen[raw(callee)] == Seen::No) {
                m_seen[raw(callee)] = Seen::Open;
                m_path.push_back({callee, m_program.function(callee).first});
                return;
            }
            if (m_seen[raw(callee)] == Seen::Open) recursion(callee, visit.next);
            add_call(visit.function, callee, i.a);
        }
        ++visit.next;
    }

    // The callee's fp lies where the caller's outgoing area begins.
    void add_call(FunctionId caller, FunctionId callee, Slot area) {
        FunctionBill& mine = bill(caller);
        const std::optional<std::uint64_t>& below = bill(callee).depth;
        if (!below) mine.depth.reset();
        if (!mine.depth) return;
        const std::uint64_t depth = 16 + 8 * std::uint64_t{area} + *below;
        if (depth <= *mine.depth) return;
        mine.depth = depth;
        mine.deepest = callee;
    }

    void unbounded(Bill::Bound why, FunctionId caller, std::uint32_t at) {
        bill(caller).depth.reset();
        if (m_bill.bound != Bill::Bound::Known) return;
        m_bill.bound = why;
        m_bill.caller = caller;
        m_bill.at = at;
    }

    void recursion(FunctionId callee, std::uint32_t at) {
        const bool first = m_bill.bound == Bill::Bound::Known;
        unbounded(Bill::Bound::Recursion, m_path.back().function, at);
        const auto begin = std::find_if(m_path.begin(), m_path.end(), [callee](const Visit& visit) {
            return visit.function == callee;
        });
        for (auto it = begin; it != m_path.end(); ++it) {
            bill(it->function).depth.reset();
            if (first) m_bill.cycle.push_back(it->function);
        }
    }

    void close() {
        m_seen[raw(m_path.back().function)] = Seen::Done;
        m_path.pop_back();
    }

    const Program& m_program;
    Bill& m_bill;
    std::vector<Seen> m_seen;
    std::vector<Visit> m_path;
};

}  // namespace

Bill bill_of(const Program& program) {
    Bill bill;
    bill.code = program.code.size() * sizeof(Instruction);
    bill.read_only_data = program.read_only_data;
    bill.mutable_data = program.data.size() - program.read_only_data;
    bill.bss = program.bss;
    for (const Function& function : program.functions) {
        FunctionBill& each = bill.functions.emplace_back();
        each.frame = function.frame_bytes();
        each.depth = each.frame;
    }
    Depths(program, bill).measure(program.main);
    bill.stack = bill.functions[raw(program.main)].depth;
    if (!bill.stack) return bill;
    for (FunctionId at = program.main; at != FunctionId::None;) {
        bill.path.push_back(at);
        at = bill.functions[raw(at)].deepest;
    }
    return bill;
}

}  // namespace freehold::ownership
