// SPDX-License-Identifier: MIT
// Which bytes of a place hold a value.
#include <algorithm>

#include "vm/debug/value_text.hpp"
#include "vm/isa/shape.hpp"

namespace freehold::debug {

namespace {

/// Of larger values only the beginning is asked: 64 KiB.
constexpr std::uint32_t most_words = 8192;

struct Count {
    bool any = false;
    bool missing = false;
    bool moved = false;

    void word(const WordInfo& info, std::uint8_t wanted) {
        any |= (info.init & wanted) != 0;
        missing |= (info.init & wanted) != wanted;
        moved |= info.moved;
    }
    Known known() const {
        if (!missing) return Known::All;
        if (any) return Known::Some;
        return moved ? Known::Moved : Known::None;
    }
};

std::uint8_t bytes_of(Address begin, Address end, Address word) {
    unsigned mask = 0;
    for (unsigned k = 0; k < 8; ++k) {
        const Address at = word + k;
        if (at >= begin && at < end) mask |= 1u << k;
    }
    return static_cast<std::uint8_t>(mask);
}

Address word_of(Address address) { return Address{raw(address) & ~7u}; }

void count_bytes(const Scene& scene, const Place& place, Count& count) {
    const Address end = place.address + std::min(place.size, most_words * 8);
    for (Address at = word_of(place.address); at < end; at = at + 8) {
        count.word(scene.machine().word_info(at), bytes_of(place.address, end, at));
    }
}

void count_words(const Scene& scene, const Place& place, Count& count) {
    for_each_run(scene.program(), place.type, place.size, [&](const WordRun& run) {
        const std::uint32_t end = std::min(run.first + run.count, most_words);
        for (std::uint32_t k = run.first; k < end; ++k) {
            count.word(scene.machine().word_info(place.address + 8 * k), run.shape.init);
        }
    });
}

bool is_whole_words(const Scene& scene, const Place& place) {
    if (place.type == TypeId::None || raw(place.address) % 8 != 0) return false;
    return !is_scalar(scene.program().type(place.type).kind);
}

}  // namespace

Known known_of(const Scene& scene, const Place& place) {
    Count count;
    if (is_whole_words(scene, place)) {
        count_words(scene, place, count);
    } else {
        count_bytes(scene, place, count);
    }
    return count.known();
}

const char* known_word(Known known) {
    switch (known) {
        case Known::All: return "init";
        case Known::Some: return "partial";
        case Known::None: return "uninit";
        case Known::Moved: return "moved";
    }
    return "";
}

}  // namespace freehold::debug
