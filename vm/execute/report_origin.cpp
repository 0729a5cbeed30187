// SPDX-License-Identifier: MIT
#include "vm/execute/report_origin.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/execute/report_life.hpp"
#include "vm/execute/report_words.hpp"
#include "vm/isa/form.hpp"

namespace freehold::reports {

namespace {

constexpr int most_hops = 3;
/// Each hop runs the program again; a long run is not worth it.
constexpr Step longest_run_searched = 1u << 22;

struct Origin {
    Address word{};
    ObjectId object = ObjectId::None;  ///< that the word lies in, when a pointer led there
};

/// What the instruction a machine stands at copies from; nothing when it makes the value itself.
class Copied {
public:
    explicit Copied(const Machine& machine)
        : m_machine(machine),
          m_frames(machine.frames()),
          m_instruction(machine.program().code[machine.index()]) {}

    std::optional<Origin> source() const {
        const Instruction& i = m_instruction;
        switch (i.opcode()) {
            case Opcode::Copy:
            case Opcode::Offset:
            case Opcode::OffsetK:
            case Opcode::Cast:
            case Opcode::Move: return Origin{slot(i.b)};
            case Opcode::RetWord:
            case Opcode::RetType: return Origin{slot(0)};
            default: return from_memory();
        }
    }

private:
    Address slot(Slot slot) const { return m_frames.front().fp - (24 + 8u * slot); }
    std::uint64_t word(Slot at) const { return m_machine.word_at(slot(at)); }

    std::optional<Origin> from_memory() const {
        const OpcodeInfo& info = opcode_info(m_instruction.opcode());
        const bool reads = info.mnemonic.starts_with("load") || info.mnemonic.starts_with("take") ||
                           info.mnemonic.ends_with(".at");
        const Instruction& i = m_instruction;
        const auto index = [&] {
            return static_cast<std::uint32_t>(word(i.c)) * info.access_bytes;
        };
        const MemoryForm form = memory_form(info.form);
        if (!reads) return null_borrow(form);
        const Pointer pointer = Pointer::from_word(word(i.b));
        switch (form) {
            case MemoryForm::P: return Origin{pointer.address + i.low(), pointer.object};
            case MemoryForm::PX: return Origin{pointer.address + i.low() + index(), pointer.object};
            case MemoryForm::F: return Origin{slot(i.b) + i.low()};
            case MemoryForm::FX: return Origin{slot(i.b) + i.low() + index()};
            case MemoryForm::G: return Origin{Address{i.low()}};
            case MemoryForm::GX: return Origin{Address{i.low()} + index()};
            case MemoryForm::None: break;
        }
        return std::nullopt;
    }

    /// A borrow through a null pointer is null.
    std::optional<Origin> null_borrow(MemoryForm form) const {
        const bool through = form == MemoryForm::P || form == MemoryForm::PX;
        if (!through) return std::nullopt;
        return Origin{slot(m_instruction.b)};
    }

    const Machine& m_machine;
    std::vector<FrameInfo> m_frames;
    Instruction m_instruction;
};

/// Whether an instruction is told already, in whatever pass.
bool told_before(const Report& report, const std::vector<std::uint32_t>& told, const Event& write) {
    return report.told(write) || std::find(told.begin(), told.end(), write.index) != told.end();
}

/// On the way out of a function a value passes through the result, which has the same name.
void tell_hop(Report& report, const Event& write) {
    std::string text = report.name(write.to) + " " + written_words(report, write);
    const auto& labels = report.diagnostic.labels;
    const bool repeated = std::any_of(labels.begin(), labels.end(),
                                      [&](const Label& label) { return label.text == text; });
    if (!repeated) report.at(write, std::move(text));
}

std::optional<Origin> source_of(const Report& report, const Event& write) {
    TextInput input{""};
    const auto before = machine_after(report.machine, write.step - 1, input);
    if (!before || before->depth() == 0) return std::nullopt;
    return Copied{*before}.source();
}

}  // namespace

void tell_origin(Report& report, Address word) {
    std::optional<Event> write = report.story.word(Address{raw(word) & ~7u}).written;
    std::vector<std::uint32_t> told;
    for (int hop = 0; write && hop <= most_hops; ++hop) {
        if (!told_before(report, told, *write)) tell_hop(report, *write);
        told.push_back(write->index);
        if (write->step == 0 || write->step > longest_run_searched) return;
        const auto source = source_of(report, *write);
        if (!source) return;
        Question question;
        question.until = write->step;
        question.words = {Address{raw(source->word) & ~7u}};
        question.objects = {source->object};
        question.writes = true;
        const std::string value =
            write->word == 0 && write->value != ValueKind::Int ? "null" : "it";
        const Story earlier = replay(report.machine, question);
        write = earlier.word(question.words.front()).written;
        const Life& life = earlier.life(source->object);
        if (!write && life.made && life.made->kind == EventKind::Alloc &&
            !report.told(*life.made)) {
            report.at(*life.made, fmt::format("{} is made here, with {} in it",
                                              report.object(source->object), value));
        }
    }
}

}  // namespace freehold::reports
