// SPDX-License-Identifier: MIT
#include "vm/compare/course.hpp"

namespace freehold {

namespace {

/// Of a slot that lacks its value a finding names where it would have got one: that is to be
/// missed, not passed.
std::vector<std::uint32_t> missed_by(const Finding& finding) {
    if (finding.code != Code::ReadUninitialised) return {};
    std::vector<std::uint32_t> missed;
    for (const std::uint32_t index : finding.way) {
        if (index != finding.at) missed.push_back(index);
    }
    return missed;
}

std::vector<std::uint32_t> passed_by(const Finding& finding) {
    if (finding.code == Code::ReadUninitialised || finding.way.empty()) return {finding.at};
    return finding.way;
}

}  // namespace

Course::Course(const Routes& routes, const Finding& finding)
    : m_routes(routes),
      m_points(passed_by(finding)),
      m_missed(missed_by(finding)),
      m_to(m_points.size()) {}

Distances Course::distances_to(std::size_t point) const {
    return point == 0 ? m_routes.into(m_points[0], m_missed)
                      : m_routes.within(m_points[point], m_missed);
}

}  // namespace freehold
