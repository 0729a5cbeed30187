// SPDX-License-Identifier: MIT
#include "vm/execute/report_structures.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace freehold::reports {

namespace {

/// Finds for each block the one at the top of the structure it is in.
class Roots {
public:
    explicit Roots(const std::vector<Leftover>& all) : m_all(all), m_root(all.size(), unknown) {
        for (std::size_t i = 0; i < all.size(); ++i) m_index.emplace(raw(all[i].block.object), i);
    }

    std::size_t root(std::size_t i) {
        std::vector<std::size_t> path;
        while (m_root[i] == unknown) {
            m_root[i] = visiting;
            path.push_back(i);
            const auto owner = owner_of(i);
            // A ring has no top: where it closes is as good as any.
            if (!owner || m_root[*owner] == visiting) break;
            i = *owner;
        }
        const std::size_t found = m_root[i] == visiting ? i : m_root[i];
        for (const std::size_t step : path) m_root[step] = found;
        return found;
    }

private:
    static constexpr std::size_t unknown = ~std::size_t{0};
    static constexpr std::size_t visiting = unknown - 1;

    std::optional<std::size_t> owner_of(std::size_t i) const {
        const Where& owner = m_all[i].owner;
        if (owner.in != Where::In::Memory) return std::nullopt;
        const auto found = m_index.find(raw(owner.object));
        if (found == m_index.end()) return std::nullopt;
        return found->second;
    }

    const std::vector<Leftover>& m_all;
    std::unordered_map<std::uint32_t, std::size_t> m_index;
    std::vector<std::size_t> m_root;
};

/// Ascending by the id of the root.
std::vector<Structure> structures(const std::vector<Leftover>& all) {
    Roots roots{all};
    std::unordered_map<std::size_t, Structure> by_root;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t root = roots.root(i);
        const auto [found, made] = by_root.try_emplace(root, Structure{all[root]});
        if (made) order.push_back(root);
        if (root == i) continue;
        ++found->second.blocks;
        found->second.bytes += all[i].block.size;
    }
    std::sort(order.begin(), order.end());
    std::vector<Structure> result;
    for (const std::size_t root : order) result.push_back(by_root.at(root));
    return result;
}

/// For each structure the instruction that made its root, and the one that forgot it.
class Sites : public Listener {
public:
    explicit Sites(const std::vector<Structure>& all) : m_all(all), m_sites(all.size()) {}

    struct Site {
        std::uint32_t made = 0;
        std::uint32_t forgotten = 0;
    };

    EventSet wants() const override { return {EventKind::Alloc, EventKind::Forget}; }

    void on_event(const Event& event) override {
        const auto found = std::lower_bound(
            m_all.begin(), m_all.end(), event.object,
            [](const Structure& it, ObjectId wanted) { return it.root.block.object < wanted; });
        if (found == m_all.end() || found->root.block.object != event.object) return;
        Site& site = m_sites[static_cast<std::size_t>(found - m_all.begin())];
        (event.kind == EventKind::Alloc ? site.made : site.forgotten) = event.index;
    }

    const Site& of(std::size_t structure) const { return m_sites[structure]; }

private:
    const std::vector<Structure>& m_all;
    std::vector<Site> m_sites;
};

}  // namespace

std::vector<Structure> kinds_of_structures(const Machine& machine, std::size_t limit) {
    const std::vector<Structure> all = structures(machine.leftovers());
    Sites sites{all};
    if (all.size() > 1) {
        TextInput input{""};
        auto again = machine_after(machine, 0, input);
        if (again) again->observe(sites);
        if (again) again->run_until(machine.step());
    }
    std::map<std::tuple<bool, std::uint32_t, std::uint32_t>, std::size_t> first;
    std::vector<Structure> kinds;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Sites::Site& site = sites.of(i);
        const auto [found, is_new] =
            first.try_emplace({all[i].root.owned, site.made, site.forgotten}, kinds.size());
        if (is_new) {
            kinds.push_back(all[i]);
            continue;
        }
        Structure& kind = kinds[found->second];
        kind.alike += 1 + all[i].blocks;
        kind.alike_bytes += all[i].root.block.size + all[i].bytes;
    }
    std::stable_sort(kinds.begin(), kinds.end(), [](const Structure& a, const Structure& b) {
        return a.root.owned < b.root.owned;
    });
    kinds.resize(std::min(kinds.size(), limit));
    return kinds;
}

}  // namespace freehold::reports
