// SPDX-License-Identifier: MIT
// What a run has to pass so that a finding shows.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/verify.hpp"
#include "vm/compare/routes.hpp"

namespace freehold {

class Course {
public:
    Course(const Routes& routes, const Finding& finding);

    /// Instructions, to be passed in this order in one activation of the finding's function.
    const std::vector<std::uint32_t>& points() const { return m_points; }
    /// Steps from an instruction to a point: to the first from any function, to a later one in the
    /// same activation.
    std::uint32_t to(std::size_t point, std::uint32_t index) const {
        if (m_to[point].empty()) m_to[point] = distances_to(point);
        return m_to[point][index];
    }
    const Routes& routes() const { return m_routes; }

private:
    Distances distances_to(std::size_t point) const;

    const Routes& m_routes;
    std::vector<std::uint32_t> m_points;
    std::vector<std::uint32_t> m_missed;
    mutable std::vector<Distances> m_to;  // by point; empty: nobody has asked yet
};

}  // namespace freehold
