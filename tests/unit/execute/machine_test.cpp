// SPDX-License-Identifier: MIT
// What a machine promises to whoever runs it: it pauses, stops and takes input as machine.hpp says.
#include "freehold/machine.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "freehold/assemble.hpp"

namespace freehold {
namespace {

Program program_of(const std::string& text) {
    Assembly built = assemble(Source("x.fh", text));
    EXPECT_TRUE(built.program.has_value());
    return std::move(built.program).value();
}

/// Gives the pieces one after another; an empty one stands for a read that was interrupted.
class InterruptedInput : public Input {
public:
    explicit InterruptedInput(std::vector<std::string> pieces) : m_pieces(std::move(pieces)) {}
    std::size_t read(char* buffer, std::size_t size) override {
        if (m_next == m_pieces.size()) return 0;
        const std::string& piece = m_pieces[m_next++];
        if (piece.empty()) machine->interrupt();
        return piece.copy(buffer, size);
    }

    Machine* machine = nullptr;

private:
    std::vector<std::string> m_pieces;
    std::size_t m_next = 0;
};

/// Lines without end.
class EndlessLine : public Input {
public:
    std::size_t read(char* buffer, std::size_t size) override {
        std::fill_n(buffer, size, 'x');
        bytes += size;
        return size;
    }
    std::size_t bytes = 0;
};

class ClosedOutput : public Output {
public:
    bool write(std::string_view) override { return false; }
};

class Hears : public Listener {
public:
    EventSet wants() const override { return EventSet::all(); }
    void on_event(const Event&) override {}
};

/// Reads the first few events in full, and of the rest only what kind they are.
class Counts : public Listener {
public:
    explicit Counts(std::uint64_t in_full) : m_in_full(in_full) {}
    EventSet wants() const override { return {EventKind::Alloc, EventKind::Move, EventKind::Free}; }
    void on_event(const Event& event) override {
        ++told;
        on_more(event.kind, event.value, 1);
    }
    void on_more(EventKind kind, ValueKind, std::uint64_t count) override { of[kind] += count; }
    bool wants_details() const override { return told < m_in_full; }

    std::uint64_t told = 0;
    std::map<EventKind, std::uint64_t> of;

private:
    std::uint64_t m_in_full;
};

TEST(Machine, events_are_counted_once_nobody_reads_more_of_them_than_their_kind) {
    const Program program = program_of(R"(struct Node { value: int, next: own? Node }
fn main() {
    local list: own? Node
    local node: own Node
    local i: int
    const list, null
    const i, 0
next:
    new   node, Node(i, move list)
    move  list, node
    add   i, i, 1
    blt   i, 100, next
    ret
})");
    Counts all(~0ull);
    Machine told{program};
    told.observe(all);
    told.run();
    Counts few(5);
    Machine counted{program};
    counted.observe(few);
    counted.run();
    EXPECT_EQ(few.told, 5u);
    EXPECT_EQ(few.of, all.of);
    EXPECT_EQ(all.of[EventKind::Free], 100u);
}

TEST(Machine, a_read_that_is_interrupted_pauses_before_its_instruction_and_takes_nothing) {
    const Program program = program_of(R"(fn main() {
    local x: int
    local s: own bytes
    read_int x, end
    read_line s
    print "{} {}\n", x, s
end:
    ret
})");
    InterruptedInput input({"1", "", "2 a", "", "b\n"});
    Machine machine{program, {.input = &input}};
    input.machine = &machine;
    EXPECT_EQ(machine.run().kind, Stop::Kind::Paused);
    EXPECT_EQ(machine.step(), 0u);
    EXPECT_EQ(machine.input_read(), "");
    EXPECT_EQ(machine.run().kind, Stop::Kind::Paused);
    EXPECT_EQ(machine.step(), 1u);
    EXPECT_EQ(machine.input_read(), "12");
    EXPECT_EQ(machine.run().kind, Stop::Kind::Finished);
    EXPECT_EQ(machine.input_read(), "12 ab\n");
}

TEST(Machine, what_is_no_number_counts_as_read_so_that_a_record_of_the_input_repeats_the_run) {
    const Program program = program_of(R"(fn main() {
    local x: int
again:
    read_int x, end
    jmp again
end:
    ret
})");
    TextInput input("12 abc 5");
    Machine machine{program, {.input = &input}};
    ASSERT_EQ(machine.run().kind, Stop::Kind::Faulted);
    EXPECT_EQ(machine.input_read(), "12 abc");
    TextInput recorded{std::string(machine.input_read())};
    Machine again{program, {.input = &recorded}};
    const Stop stop = again.run();
    ASSERT_EQ(stop.kind, Stop::Kind::Faulted);
    EXPECT_EQ(stop.fault.code, Code::BadInput);
    EXPECT_EQ(again.step(), machine.step());
}

TEST(Machine, the_time_limit_holds_for_long_instructions_too) {
    const Program program = program_of(R"(bss A: [2_000_000 x int]
fn main() {
again:
    fill A, 1
    jmp again
})");
    Machine machine{program, {.max_milliseconds = 20}};
    const Stop stop = machine.run();
    ASSERT_EQ(stop.kind, Stop::Kind::Faulted);
    EXPECT_EQ(stop.fault.code, Code::TimeLimit);
    EXPECT_LT(machine.step(), 10'000u);
}

TEST(Machine, a_line_without_end_is_read_no_further_than_the_heap_is_large) {
    const Program program = program_of("fn main() {\nlocal s: own bytes\nread_line s\nret\n}");
    EndlessLine input;
    Machine machine{program, {.heap_bytes = 1u << 16, .input = &input}};
    const Stop stop = machine.run();
    ASSERT_EQ(stop.kind, Stop::Kind::Faulted);
    EXPECT_EQ(stop.fault.code, Code::HeapExhausted);
    EXPECT_LT(input.bytes, 1u << 17);
}

TEST(Machine, output_that_fails_stops_it_also_while_someone_listens) {
    const Program program = program_of(R"(fn main() {
    local o: own int
again:
    new   o, int(1)
    print "x\n"
    drop  o
    jmp again
})");
    ClosedOutput output;
    Hears listener;
    Machine machine{program, {.max_steps = 1'000'000, .output = &output}};
    machine.observe(listener);
    EXPECT_EQ(machine.run().kind, Stop::Kind::OutputFailed);
}

TEST(Machine, output_that_fails_stops_it_also_when_nothing_more_is_printed) {
    const Program program = program_of(R"(fn main() {
    local o: own int
    print "x\n"
again:
    new   o, int(1)
    drop  o
    jmp again
})");
    ClosedOutput output;
    Hears listener;
    Machine machine{program, {.max_steps = 10'000'000, .output = &output}};
    machine.observe(listener);
    EXPECT_EQ(machine.run().kind, Stop::Kind::OutputFailed);
}

}  // namespace
}  // namespace freehold
