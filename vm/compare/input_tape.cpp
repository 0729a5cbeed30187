// SPDX-License-Identifier: MIT
#include "vm/compare/input_tape.hpp"

#include <array>

namespace freehold {

class InputTape::Player : public Input {
public:
    explicit Player(InputTape& tape) : m_tape(tape) {}

    std::size_t read(char* buffer, std::size_t size) override {
        if (m_next == m_tape.m_bytes.size() && !m_tape.take_more()) return 0;
        const std::size_t count = m_tape.m_bytes.copy(buffer, size, m_next);
        m_next += count;
        return count;
    }

private:
    InputTape& m_tape;
    std::size_t m_next = 0;
};

std::unique_ptr<Input> InputTape::play() { return std::make_unique<Player>(*this); }

bool InputTape::take_more() {
    if (m_source == nullptr) return false;
    std::array<char, 4096> piece;
    const std::size_t count = m_source->read(piece.data(), piece.size());
    if (count == 0) m_source = nullptr;
    m_bytes.append(piece.data(), count);
    return count != 0;
}

}  // namespace freehold
