// SPDX-License-Identifier: MIT
// A Program: what the assembler makes and every later stage reads. All of it is plain data; an
// image file (image.hpp) is this, written down. A Program made by assemble() or load_image() is
// well-formed: every index, slot, address and jump in it is in range (see isa/validate.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"
#include "freehold/source.hpp"
#include "freehold/type.hpp"

namespace freehold {

/// A local or parameter. It occupies slots [slot, slot + words) of its function's frame, for the
/// whole activation; no two locals share a slot.
struct Local {
    std::string name;
    TypeId type = TypeId::None;
    Slot slot = 0;
    std::uint16_t words = 1;
    bool ro = false;
    Span span{};  ///< of its declaration
    /// Instructions [begin, end) from which the source can name it, as indices into Program::code.
    std::uint32_t scope_begin = 0;
    std::uint32_t scope_end = 0;

    /// The slot whose address is the local's: its last.
    constexpr Slot base() const { return static_cast<Slot>(slot + words - 1); }
};

/// A function. Its frame, downwards from fp: return address, caller's fp, then slots: the result
/// (result_words slots from 0), the parameters, the locals, the outgoing area for calls.
struct Function {
    std::string name;
    ObjectId object = ObjectId::None;  ///< the provenance of pointers to it
    std::uint32_t first = 0;  ///< its instructions: [first, first + count) of Program::code
    std::uint32_t count = 0;
    std::uint32_t slots = 0;  ///< all slots, outgoing area included; at most max_slots
    TypeId result = TypeId::None;
    std::uint16_t result_words = 0;
    std::uint16_t parameters = 0;  ///< the first so many `locals` are the parameters, in order
    std::vector<Local> locals;     ///< ascending by slot, in order of declaration
    /// Which parameters a returned borrow may come from (indices), and whether from a static.
    std::vector<std::uint16_t> from;
    bool from_static = false;
    Span span{};  ///< of its name

    /// Bytes of its frame: the record and every slot.
    constexpr std::uint32_t frame_bytes() const { return 16 + 8 * slots; }
};

enum class Segment : std::uint8_t { None, Code, Data, Bss, Heap, Gap, Stack };

struct Static {
    std::string name;
    ObjectId object = ObjectId::None;
    TypeId type = TypeId::None;       ///< of a Run: the length is size / element size
    bool mut = false;                 ///< may be written: `data mut` or `bss`
    Segment segment = Segment::Data;  ///< Data or Bss
    Address address{};                ///< multiple of 8; no two statics share a word
    std::uint32_t size = 0;  ///< bytes; 0 is possible, the word at `address` is still its own
    Span span{};             ///< of its name
};

/// A place in the code with a name.
struct CodeLabel {
    std::string name;
    FunctionId function = FunctionId::None;
    std::uint32_t index = 0;  ///< into Program::code
};

/// One piece of what `print`, `panic` or `assert` write.
struct Piece {
    enum class From : std::uint8_t {
        Text,      ///< `text`
        Frame,     ///< the value that begins at slot `slot` (its last slot, for a local array)
        Constant,  ///< `number`
        Static,    ///< the static at `number` (an Address)
    };
    enum class Style : std::uint8_t { Plain, Char, Hex, Pointer };  ///< {} {c} {x} {p}

    From from = From::Text;
    Style style = Style::Plain;
    std::string text;
    Slot slot = 0;
    std::int64_t number = 0;
    TypeId type = TypeId::None;  ///< of the value, where there is one

    friend bool operator==(const Piece&, const Piece&) = default;
};

struct Format {
    std::vector<Piece> pieces;
    friend bool operator==(const Format&, const Format&) = default;
};

struct Program {
    std::vector<Type> types;
    std::vector<Struct> structs;
    std::vector<Function> functions;  ///< in file order; code is in the same order, without gaps
    std::vector<Static> statics;      ///< in file order
    std::vector<Instruction> code;
    std::vector<std::byte> data;          ///< the initial bytes of the data segment
    std::uint32_t read_only_data = 0;     ///< of `data`, the first so many bytes may not be written
    std::uint32_t bss = 0;                ///< bytes
    std::vector<std::int64_t> constants;  ///< the pool of Q operands
    std::vector<Format> formats;
    std::vector<CodeLabel> labels;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> unsafe;  ///< [begin, end), ascending
    FunctionId main = FunctionId::None;

    // What only reports need. `--strip` empties them.
    Sources sources;
    std::vector<Span> spans;  ///< one an instruction, or none at all

    /// The place in the source an instruction stands for; an empty span of file 0 when stripped.
    Span span_of(std::uint32_t index) const { return index < spans.size() ? spans[index] : Span{}; }
    const Type& type(TypeId id) const { return types[raw(id)]; }
    const Function& function(FunctionId id) const { return functions[raw(id)]; }
};

/// Where the segments lie. Code, data and BSS follow from the program; heap and stack are options.
struct Layout {
    static constexpr std::uint32_t page = 4096;
    static constexpr Address code_begin{0x1000};
    static constexpr std::uint32_t gap_bytes = 64 * 1024;

    Address code_end{};  ///< first byte after the code
    Address data_begin{};
    Address data_writable{};  ///< where the writable part begins (multiple of 8)
    Address data_end{};
    Address bss_begin{};
    Address bss_end{};
    Address heap_begin{};
    Address heap_end{};
    Address stack_begin{};  ///< the limit: no byte below it is the stack's
    Address stack_end{};    ///< the extent of the address space

    /// Segments begin at multiples of `page`. The sizes are rounded up to 16; the caller has
    /// checked that everything fits in 32 bits (see fits()).
    static Layout of(std::uint32_t code_bytes, std::uint32_t data_bytes,
                     std::uint32_t read_only_bytes, std::uint32_t bss_bytes,
                     std::uint32_t heap_bytes, std::uint32_t stack_bytes);
    static Layout of(const Program& program, std::uint32_t heap_bytes, std::uint32_t stack_bytes);
    /// Whether all segments together stay below 4 GiB - 64 KiB, and BSS takes at most 256 MiB.
    static bool fits(const Program& program, std::uint64_t heap_bytes, std::uint64_t stack_bytes);

    Segment segment_of(Address address) const;
};

/// "code", "data", "bss", "heap", "gap", "stack"; "no segment" for None.
const char* segment_name(Segment segment);

/// Code addresses and indices into Program::code.
constexpr Address code_address(std::uint32_t index) {
    return Layout::code_begin + index * static_cast<std::uint32_t>(sizeof(Instruction));
}
constexpr std::uint32_t code_index(Address address) {
    return (address - Layout::code_begin) / static_cast<std::uint32_t>(sizeof(Instruction));
}

/// The function that holds an instruction (index into `code`). The index is in range.
FunctionId function_at(const Program& program, std::uint32_t index);
/// The local that holds a slot; nullptr for the result and the outgoing area.
const Local* local_at(const Function& function, Slot slot);
/// "own? Node", "[8 x u8]", "bytes" for [u8].
std::string type_name(const Program& program, TypeId type);

}  // namespace freehold
