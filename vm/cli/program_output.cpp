// SPDX-License-Identifier: MIT
#include "vm/cli/program_output.hpp"

#include <algorithm>

namespace freehold::cli {

bool ProgramOutput::write(std::string_view bytes) {
    m_bytes += bytes.size();
    if (m_keep) m_kept += bytes.substr(0, std::min(bytes.size(), most_kept - m_kept.size()));
    return !m_show || m_shown.write(bytes);
}

}  // namespace freehold::cli
