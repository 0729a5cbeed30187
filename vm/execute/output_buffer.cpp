// SPDX-License-Identifier: MIT
#include "vm/execute/output_buffer.hpp"

namespace freehold {

namespace {

constexpr std::size_t piece = 16 * 1024;

}  // namespace

bool OutputBuffer::write(std::string_view bytes) {
    if (m_output == nullptr) return true;
    if (m_failed) return false;
    m_waiting.append(bytes);
    return m_waiting.size() < piece || flush();
}

bool OutputBuffer::flush() {
    if (m_output == nullptr || m_waiting.empty()) return !m_failed;
    if (!m_failed && !m_output->write(m_waiting)) m_failed = true;
    m_waiting.clear();
    return !m_failed;
}

}  // namespace freehold
