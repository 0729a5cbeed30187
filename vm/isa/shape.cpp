// SPDX-License-Identifier: MIT
#include "vm/isa/shape.hpp"

#include <algorithm>
#include <vector>

namespace freehold {
namespace {

// Bytes [begin, end) of a value that hold values of one kind, without padding.
struct Stretch {
    std::uint64_t begin;
    std::uint64_t end;
    ValueKind kind;
};

// Gathers stretches of bytes into words, and equal words into runs.
class WordGatherer {
public:
    WordGatherer(std::uint64_t bytes, const std::function<void(const WordRun&)>& visit)
        : m_bytes(bytes), m_visit(visit) {}

    void add(const Stretch& stretch) {
        const auto [_, end, kind] = stretch;
        std::uint64_t begin = stretch.begin;
        while (begin < end) {
            const std::uint64_t word = begin / 8;
            if (word != m_word) advance_to(word);
            if (begin % 8 == 0 && end - begin >= 8) {
                const std::uint64_t whole = (end - begin) / 8;
                push(word, whole, {kind, 0xff, 0xff});
                m_word = word + whole;
                begin += whole * 8;
            } else {
                const std::uint64_t stop = std::min(end, word * 8 + 8);
                m_shape.kind = kind;
                m_shape.init |= mask(begin % 8, stop - word * 8);
                begin = stop;
            }
        }
    }

    void finish() {
        advance_to((m_bytes + 7) / 8);
        if (m_run.count > 0) m_visit(m_run);
    }

private:
    static std::uint8_t mask(std::uint64_t begin, std::uint64_t end) {
        return static_cast<std::uint8_t>((1u << end) - (1u << begin));
    }

    // Completes the current word and, where nothing was said about them, those up to `word`.
    void advance_to(std::uint64_t word) {
        for (; m_word < word; ++m_word) {
            m_shape.in = mask(0, std::min<std::uint64_t>(8, m_bytes - m_word * 8));
            push(m_word, 1, m_shape);
            m_shape = {};
        }
    }

    void push(std::uint64_t word, std::uint64_t count, WordShape shape) {
        if (m_run.count > 0 && m_run.shape == shape) {
            m_run.count += static_cast<std::uint32_t>(count);
            return;
        }
        if (m_run.count > 0) m_visit(m_run);
        m_run = {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(count), shape};
    }

    std::uint64_t m_bytes;
    const std::function<void(const WordRun&)>& m_visit;
    std::uint64_t m_word = 0;  // the word being gathered
    WordShape m_shape{};
    WordRun m_run{};
};

// The scalar an array is made of through and through, if its bytes are nothing else.
const Type& dense_element(const Program& program, const Type& type) {
    const Type* at = &type;
    while (at->kind == TypeKind::Array || at->kind == TypeKind::Run) {
        at = &program.type(at->element);
    }
    return *at;
}

std::vector<Stretch> stretches_of(const Program& program, const Type& type);

// Walks a type's fields and tells `add` its stretches, ascending. Recursion is as deep as types
// nest, which validation bounds.
class Walk {
public:
    using Add = std::function<void(const Stretch&)>;
    Walk(const Program& program, const Add& add) : m_program(program), m_add(add) {}

    // Values of `type`, one after another, in [begin, end).
    void values(const Type& type, std::uint64_t begin, std::uint64_t end) {
        const Type& element = dense_element(m_program, type);
        if (begin == end || element.size == 0) return;
        if (is_scalar(element.kind)) {
            m_add(Stretch{begin, end, kind_of(element)});
        } else if (end - begin > element.size && element.size <= worth_keeping) {
            repeat(element, begin, end);
        } else {
            for (; begin < end; begin += element.size) structure(element, begin);
        }
    }

private:
    // Elements up to this size are taken apart once, not for each of an array.
    static constexpr std::uint32_t worth_keeping = 65536;

    void structure(const Type& type, std::uint64_t at) {
        for (const Field& field : m_program.structs[type.structure].fields) {
            const Type& inner = m_program.type(field.type);
            values(inner, at + field.offset, at + field.offset + inner.size);
        }
    }

    void repeat(const Type& element, std::uint64_t begin, std::uint64_t end) {
        const std::vector<Stretch> one = stretches_of(m_program, element);
        for (; begin < end; begin += element.size) {
            for (const Stretch& each : one) {
                m_add(Stretch{begin + each.begin, begin + each.end, each.kind});
            }
        }
    }

    const Program& m_program;
    const Add& m_add;
};

// Neighbours of one kind are one stretch.
void append(std::vector<Stretch>& all, const Stretch& next) {
    if (!all.empty() && all.back().end == next.begin && all.back().kind == next.kind) {
        all.back().end = next.end;
    } else {
        all.push_back(next);
    }
}

std::vector<Stretch> stretches_of(const Program& program, const Type& type) {
    std::vector<Stretch> all;
    const Walk::Add add = [&all](const Stretch& next) { append(all, next); };
    Walk(program, add).values(type, 0, type.size);
    return all;
}

}  // namespace

ValueKind kind_of(const Type& type) {
    switch (type.kind) {
        case TypeKind::Struct:
        case TypeKind::Array:
        case TypeKind::Run: return ValueKind::None;
        case TypeKind::Own: return ValueKind::Own;
        case TypeKind::Ref: return ValueKind::Ref;
        case TypeKind::Mut: return ValueKind::Mut;
        case TypeKind::Raw: return ValueKind::Raw;
        case TypeKind::Code: return ValueKind::Code;
        default: return ValueKind::Int;
    }
}

void for_each_run(const Program& program, TypeId type, std::uint32_t bytes,
                  const std::function<void(const WordRun&)>& visit) {
    WordGatherer words(bytes, visit);
    const Walk::Add add = [&words](const Stretch& each) { words.add(each); };
    Walk(program, add).values(program.type(type), 0, bytes);
    words.finish();
}

}  // namespace freehold
