// SPDX-License-Identifier: MIT
// What a run has to pass so that a finding shows.
#pragma once

#include <optional>

#include "freehold/verify.hpp"
#include "vm/compare/routes.hpp"

namespace freehold {

class Course {
public:
    Course(const Routes& routes, const Finding& finding);

    /// Instructions, to be passed in this order in one activation of the finding's function.
    const std::vector<std::uint32_t>& points() const { return m_points; }
    /// Steps from an instruction of any function to the first point.
    std::uint32_t to_first(std::uint32_t index) const { return m_to[0][index]; }
    /// Steps from an instruction of the same activation to a later point.
    std::uint32_t to(std::size_t point, std::uint32_t index) const { return m_to[point][index]; }
    const Routes& routes() const { return m_routes; }

private:
    const Routes& m_routes;
    std::vector<std::uint32_t> m_points;
    std::vector<Distances> m_to;  // by point
};

}  // namespace freehold
