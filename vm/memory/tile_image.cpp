// SPDX-License-Identifier: MIT
#include "vm/memory/tile_image.hpp"

#include <algorithm>

namespace freehold {

TileImage::TileImage(const TileWords& words, std::shared_ptr<const TileImage> earlier,
                     std::shared_ptr<std::size_t> all)
    : m_all(std::move(all)), m_shadow(words[first_shadow_word]) {
    if (earlier && earlier->m_depth < deepest) {
        m_depth = earlier->m_depth + 1;
        m_earlier = std::move(earlier);
    }
    TileWords expected;
    expect(expected);
    std::array<std::uint16_t, std::tuple_size_v<TileWords>> places;
    std::size_t count = 0;
    for (std::size_t k = 0; k < words.size(); ++k) {
        places[count] = static_cast<std::uint16_t>(k);
        count += words[k] != expected[k] ? 1 : 0;
    }
    // A place takes a quarter of a word.
    if (count + count / 4 >= words.size()) {
        m_earlier.reset();
        m_depth = 0;
        m_words.assign(words.begin(), words.end());
    } else {
        m_places.assign(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count));
        m_words.reserve(count);
        for (const std::uint16_t place : m_places) m_words.push_back(words[place]);
    }
    *m_all += size();
}

void TileImage::expect(TileWords& words) const {
    if (m_earlier) return m_earlier->read(words);
    words.fill(0);
    std::fill(words.begin() + first_shadow_word, words.begin() + first_node_word, m_shadow);
}

void TileImage::read(TileWords& words) const {
    if (m_words.size() == words.size()) {
        std::copy(m_words.begin(), m_words.end(), words.begin());
        return;
    }
    expect(words);
    for (std::size_t k = 0; k < m_places.size(); ++k) words[m_places[k]] = m_words[k];
}

}  // namespace freehold
