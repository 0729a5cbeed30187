// SPDX-License-Identifier: MIT
// Memory from the host's kernel.
#pragma once

#include <cstddef>

namespace freehold {

/// Zeroed bytes, which the host provides page by page as they are touched. The page after the last
/// is nobody's: whoever runs past the end is stopped there.
class Mapping {
public:
    /// Throws std::bad_alloc when the host has no room.
    explicit Mapping(std::size_t bytes);
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::byte* begin() const { return m_begin; }

private:
    std::size_t m_size;  ///< with the last page
    std::byte* m_begin;
};

}  // namespace freehold
