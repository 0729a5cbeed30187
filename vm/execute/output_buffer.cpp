// SPDX-License-Identifier: MIT
#include "vm/execute/output_buffer.hpp"

#include <algorithm>

namespace freehold {

namespace {

constexpr std::size_t piece = 16 * 1024;

}  // namespace

bool OutputBuffer::write(std::string_view bytes) {
    const std::uint64_t again = std::min<std::uint64_t>(bytes.size(), m_printed - m_position);
    m_position += bytes.size();
    m_printed = std::max(m_printed, m_position);
    if (m_output == nullptr || again == bytes.size()) return true;
    if (m_failed) return false;
    m_waiting.append(bytes.substr(again));
    return m_waiting.size() < piece || flush();
}

bool OutputBuffer::flush() {
    if (m_output == nullptr || m_waiting.empty()) return !m_failed;
    if (!m_failed && !m_output->write(m_waiting)) m_failed = true;
    m_waiting.clear();
    return !m_failed;
}

}  // namespace freehold
