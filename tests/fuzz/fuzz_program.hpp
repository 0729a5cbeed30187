// SPDX-License-Identifier: MIT
// What the targets do with bytes and with the Programs they are, whoever made them: no crash, no
// hang, whatever they hold.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "freehold/assemble.hpp"
#include "freehold/image.hpp"
#include "freehold/machine.hpp"
#include "freehold/render.hpp"
#include "tests/agreement/library/trial.hpp"

namespace freehold::fuzz {

/// Stops the fuzzer: this must never happen.
[[noreturn]] inline void broken(const char* what, const std::string& detail = {}) {
    std::fprintf(stderr, "\nbroken: %s\n%s\n", what, detail.c_str());
    std::abort();
}

/// Draws every diagnostic: the renderer, too, must stand everything.
inline std::string drawn(const std::vector<Diagnostic>& diagnostics, const Sources& sources) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        text += render(diagnostic, sources, {.color = true, .width = 60});
    }
    return text;
}

/// The program that an image or a text is; nothing when it is none.
inline std::optional<Program> program_of(std::string_view bytes) {
    constexpr std::size_t most = 1u << 16;
    if (bytes.size() > most) return std::nullopt;
    const auto raw_bytes = std::as_bytes(std::span(bytes));
    if (is_image(raw_bytes)) return load_image(raw_bytes, "fuzz.fhx").program;
    return agreement::assemble_alone(std::string(bytes)).program;
}

/// Whether a machine for it is no larger than a fuzzer can have many of, one after the other.
inline bool is_small(const Program& program, std::uint32_t heap, std::uint32_t stack) {
    // A program may ask for gigabytes of BSS; the fuzzer's host has less.
    return program.bss <= 1u << 24 && Layout::fits(program, heap, stack);
}

class ThrownAway : public Output {
public:
    bool write(std::string_view bytes) override {
        m_bytes += bytes.size();
        return m_bytes < 1u << 20;
    }

    std::size_t bytes() const { return m_bytes; }

private:
    std::size_t m_bytes = 0;
};

class Everything : public Listener {
public:
    EventSet wants() const override { return EventSet::all(); }
    void on_event(const Event& event) override {
        if (static_cast<std::uint32_t>(event.kind) >= event_count) broken("an event of no kind");
    }
};

/// The image reads back as the same image, and the disassembly assembles back to it.
inline void check_round_trip(const Program& program) {
    constexpr std::size_t small = 2'000;
    if (program.code.size() > small || program.data.size() > 1u << 16) return;
    const auto image = save_image(program);
    const Loading loaded = load_image(image, "again.fhx");
    if (!loaded.program) broken("an image of ours is refused", drawn(loaded.diagnostics, {}));
    if (save_image(*loaded.program) != image) broken("an image changes when it is read");
    const std::string text = disassemble(program);
    const Assembly again = assemble(Source("expanded.fh", text));
    if (!again.program)
        broken("a disassembly is refused", drawn(again.diagnostics, again.sources) + text);
    if (save_image(*again.program) != image) broken("a disassembly gives another image", text);
}

/// How a run ended, as far as it may not depend on who listens.
inline std::string ending_of(const Machine& machine, const Stop& stop, const ThrownAway& output) {
    const HeapUse use = machine.heap_use();
    return std::to_string(static_cast<int>(stop.kind)) + " status " + std::to_string(stop.status) +
           " code " + std::to_string(static_cast<int>(stop.fault.code)) + " steps " +
           std::to_string(machine.step()) + " blocks " + std::to_string(use.allocated) + "-" +
           std::to_string(use.freed) + " output " + std::to_string(output.bytes());
}

/// Runs at most 5,000 steps in little memory, observed and not, and tells the end of it.
inline void run(const Program& program) {
    constexpr std::uint32_t heap = 1u << 20;
    constexpr std::uint32_t stack = 1u << 16;
    if (!is_small(program, heap, stack)) return;
    TextInput input("12 -7\nline\n\xff\n 99999999999999999999");
    TextInput same_input = input;
    ThrownAway output, same_output;
    Options options{.heap_bytes = heap,
                    .stack_bytes = stack,
                    .max_steps = 5'000,
                    .input = &input,
                    .output = &output};
    Everything listener;
    Machine machine(program, options);
    machine.observe(listener);
    const Stop stop = machine.run();
    options.input = &same_input;
    options.output = &same_output;
    Machine unobserved(program, options);
    const Stop same_stop = unobserved.run();
    const std::string ending = ending_of(machine, stop, output);
    const std::string same_ending = ending_of(unobserved, same_stop, same_output);
    // Output is handed on in larger pieces when nobody listens: where too much is too much differs.
    const bool cut =
        stop.kind == Stop::Kind::OutputFailed || same_stop.kind == Stop::Kind::OutputFailed;
    if (!cut && ending != same_ending) {
        broken("a run depends on who listens", ending + "\n" + same_ending);
    }
    std::vector<Diagnostic> told;
    if (stop.kind == Stop::Kind::Faulted) told.push_back(explain(machine, stop.fault));
    if (stop.kind == Stop::Kind::Finished) told = explain_leftovers(machine);
    drawn(told, program.sources);
}

}  // namespace freehold::fuzz
