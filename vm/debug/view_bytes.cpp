// SPDX-License-Identifier: MIT
// A hex dump that knows whose bytes they are.
//
//     heap+0x0   20 00 00 00 03 00 00 00  01 00 00 00 05 00 00 00   header of #1
//     heap+0x10  68 65 6c 6c 6f __ __ __  __ __ __ __ __ __ __ __   #1
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/views.hpp"

namespace freehold::debug {

namespace {

constexpr std::uint32_t row_bytes = 16;
constexpr std::uint32_t fewest_columns_for_text = 100;

class Dump {
public:
    Dump(const Scene& scene, const RenderStyle& style) : m_scene(scene), m_style(style) {}

    std::string rows(std::uint64_t begin, std::uint64_t end) {
        for (std::uint64_t at = begin; at < end; at += row_bytes) {
            m_place = std::max(m_place, display_width(place(at)));
        }
        std::string text;
        for (std::uint64_t at = begin; at < end; at += row_bytes) text += row(at);
        return text;
    }

private:
    enum class State : std::uint8_t { Outside, Uninit, Init, Allocator };

    static Address address(std::uint64_t at) { return Address{static_cast<std::uint32_t>(at)}; }
    std::string place(std::uint64_t at) const { return m_scene.machine().place_name(address(at)); }

    State state_of(std::uint64_t at) const {
        const Machine& machine = m_scene.machine();
        const Segment segment = machine.layout().segment_of(address(at));
        if (segment == Segment::None || segment == Segment::Gap) return State::Outside;
        if (segment == Segment::Code) return State::Init;
        const ValueKind kind = machine.word_info(address(at)).kind;
        const bool allocators = kind == ValueKind::Header || kind == ValueKind::FreeBlock;
        if (allocators) return State::Allocator;
        if (kind == ValueKind::Record) return State::Init;
        return machine.is_initialised(address(at)) ? State::Init : State::Uninit;
    }

    /// Bytes without a value are worth a look where the allocator has filled them.
    bool has_pattern(std::uint64_t at) const {
        const Machine& machine = m_scene.machine();
        const HeapSettings& heap = machine.options().heap;
        const bool any = heap.redzone != 0 || heap.fill_new || heap.fill_free;
        return any && machine.layout().segment_of(address(at)) == Segment::Heap &&
               address(at) < machine.heap_top();
    }

    std::string row(std::uint64_t at) {
        Line line;
        line.add(place(at)).to(m_place + 1);
        std::string characters;
        for (std::uint32_t k = 0; k < row_bytes; ++k) {
            line.add(k == row_bytes / 2 ? "  " : " ");
            add_byte(line, at + k, characters);
        }
        if (m_style.width >= fewest_columns_for_text) line.add("  ").add(characters, Tone::Faint);
        line.add("  ");
        add_margin(line, at);
        return line.text(m_style);
    }

    void add_byte(Line& line, std::uint64_t at, std::string& characters) const {
        const std::uint8_t byte = m_scene.machine().byte_at(address(at));
        switch (state_of(at)) {
            case State::Outside: line.add("..", Tone::Faint); break;
            case State::Uninit:
                line.add(has_pattern(at) ? fmt::format("{:02x}", byte) : "__", Tone::Faint);
                break;
            case State::Allocator: line.add(fmt::format("{:02x}", byte), Tone::Moved); break;
            case State::Init: line.add(fmt::format("{:02x}", byte)); break;
        }
        const bool shown = state_of(at) == State::Init && byte >= 0x20 && byte < 0x7f;
        characters += shown ? static_cast<char>(byte) : state_of(at) == State::Init ? '.' : ' ';
    }

    /// Whose the two words are; of words in a row that are the same, once.
    void add_margin(Line& line, std::uint64_t at) {
        const std::string first = label(at);
        const std::string second = label(at + 8);
        const bool tells = first != m_last;
        if (tells) line.add(first, Tone::Name);
        m_last = second;
        if (second == first) return;
        line.add(tells ? " | " : "| ", Tone::Faint).add(second, Tone::Name);
    }

    std::string label(std::uint64_t at) {
        if (state_of(at) == State::Outside) return "no segment";
        const WordInfo info = m_scene.machine().word_info(address(at));
        std::string name = short_name(address(at), info.kind);
        if (info.moved) return name + " moved";
        const bool tells = is_pointer(info.kind) && info.init == 0xff;
        return tells ? name + " " + std::string{kind_name(info.kind)} : name;
    }

    /// What the allocator's words are for, too.
    std::string heap_name(Address at, ValueKind kind) const {
        const ChunkInfo* chunk = m_scene.chunk_at(at);
        if (chunk == nullptr) return m_scene.name_of(at);
        const std::uint32_t offset = (at - chunk->address) & ~7u;
        if (kind == ValueKind::Header) return fmt::format("header #{}", raw(chunk->object));
        if (chunk->quarantined) return fmt::format("waiting #{}", raw(chunk->object));
        if (chunk->in_use() && chunk->zone != 0) {
            const Address end = chunk->block() + ((chunk->asked + 7) & ~7u);
            if (at < chunk->block() || at >= end) return "red zone";
        }
        if (chunk->free && offset == 0) return fmt::format("free {}", with_commas(chunk->size));
        if (chunk->free && offset == 16) return "links";
        if (chunk->free && offset + 8 == chunk->size) return "size again";
        if (chunk->free)
            return offset == 8 ? fmt::format("free {}", with_commas(chunk->size)) : "free";
        return m_scene.value_at(at) ? value_name(at) : "padding";
    }

    /// Of bytes and narrow numbers: the array, or all fields that begin in the word.
    std::string value_name(Address at) const {
        std::string name = m_scene.name_of(at);
        const TypeId type = m_scene.scalar_type(at);
        if (type == TypeId::None || m_scene.program().type(type).size == 8) return name;
        if (name.ends_with(']') && m_scene.program().type(type).size == 1) {
            return name.substr(0, name.rfind('['));
        }
        for (std::uint32_t k = 1; k < 8 && !name.ends_with(']'); ++k) {
            if (m_scene.scalar_type(at + k) == TypeId::None) continue;
            const std::string field = m_scene.name_of(at + k);
            name += "," + field.substr(std::min(field.rfind('.'), field.size()));
        }
        return name;
    }

    std::string short_name(Address at, ValueKind kind) {
        if (m_scene.machine().layout().segment_of(at) == Segment::Heap) {
            return heap_name(at, kind);
        }
        std::string name = value_name(at);
        const FrameInfo* frame = m_scene.machine().layout().segment_of(at) == Segment::Stack
                                     ? m_scene.frame_at(at)
                                     : nullptr;
        if (frame == nullptr) return name == "unused stack" ? "unused" : name;
        if (kind == ValueKind::Record) return frame->fp - at <= 8 ? "return" : "saved fp";
        // The frame is named once.
        const std::string begin = m_scene.frame_name(*frame) + ".";
        if (frame->depth == m_depth && name.starts_with(begin)) return name.substr(begin.size());
        m_depth = frame->depth;
        return name;
    }

    const Scene& m_scene;
    RenderStyle m_style;
    std::uint32_t m_place = 0;
    std::string m_last;
    std::uint32_t m_depth = 0;
};

}  // namespace

std::string bytes_view(const Scene& scene, const RenderStyle& style, Address begin,
                       std::uint32_t count) {
    const std::uint64_t first = raw(begin) & ~(row_bytes - 1);
    const std::uint64_t asked = std::min(std::max(count, 1u), most_bytes);
    const std::uint64_t last = std::min<std::uint64_t>(raw(begin) + asked, 0x1'0000'0000);
    return Dump(scene, style).rows(first, last);
}

}  // namespace freehold::debug
