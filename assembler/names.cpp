// SPDX-License-Identifier: MIT
#include "assembler/names.hpp"

namespace freehold::assembler {

Names::Names() {
    m_ids.reserve(1024);
#define FREEHOLD_WORD(name, text) id(text);
    FREEHOLD_WORDS(FREEHOLD_WORD)
#undef FREEHOLD_WORD
}

NameId Names::id(std::string_view text) {
    const auto [place, is_new] = m_ids.try_emplace(text, static_cast<NameId>(m_texts.size()));
    if (is_new) m_texts.push_back(text);
    return place->second;
}

}  // namespace freehold::assembler
