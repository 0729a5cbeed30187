// SPDX-License-Identifier: MIT
// The heap, chunk by chunk, as the allocator has it.
//
//     heap   2 blocks of 5 bytes in all, 1 free chunk; 96 bytes of 64 MiB touched
//       [##--##]   # block  - free  + both; each 16 bytes
//
//       header     block       chunk  asked
//       heap+0x0   heap+0x10      32      5  #1  bytes "hello"       s1
//       heap+0x20                 32         free                    next: none
#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/heap_picture.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/debug/views.hpp"
#include "vm/observe/heap_stats_text.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::debug {

namespace {

// A longer heap shows so many chunks at its begin and at its end.
constexpr std::size_t most_rows = 40;
constexpr std::size_t first_rows = 20;
constexpr std::size_t last_rows = 12;
constexpr std::uint32_t columns_for_both = 100;
constexpr std::size_t most_lists = 12;
constexpr std::size_t most_links = 5;
constexpr std::size_t most_dead = 12;
constexpr std::size_t most_holders = 3;

struct Totals {
    std::size_t blocks = 0;
    std::size_t free = 0;
    std::size_t quarantined = 0;
    std::uint64_t quarantined_bytes = 0;
    std::uint64_t asked = 0;
    std::uint64_t in_blocks = 0;  ///< with headers and padding
    std::uint64_t free_bytes = 0;
    std::uint32_t largest_free = 0;

    void add(const ChunkInfo& chunk) {
        if (chunk.free) {
            ++free;
            free_bytes += chunk.size;
            largest_free = std::max(largest_free, chunk.size);
        } else if (chunk.quarantined) {
            ++quarantined;
            quarantined_bytes += chunk.size;
        } else {
            ++blocks;
            asked += chunk.asked;
            in_blocks += chunk.size;
        }
    }
};

class HeapMap {
public:
    HeapMap(const Scene& scene, const RenderStyle& style) : m_scene(scene), m_style(style) {
        for (const ChunkInfo& chunk : scene.chunks()) m_totals.add(chunk);
    }

    std::string text() {
        std::string text = head();
        if (!m_scene.chunks().empty()) {
            text += picture() + "\n" + rows() + free_lists();
        }
        text += rest();
        return text + dangling();
    }

private:
    const Machine& machine() const { return m_scene.machine(); }
    const HeapSettings& settings() const { return machine().options().heap; }
    std::string place(Address address) const { return machine().place_name(address); }
    std::uint32_t columns() const { return view_columns(m_style); }

    std::string head() const {
        Line line;
        line.add("heap", Tone::Strong);
        line.add(fmt::format("   {} alive, {} asked for; {} freed so far",
                             quantity(m_totals.blocks, "block"), quantity(m_totals.asked, "byte"),
                             with_commas(machine().heap_use().freed)));
        const std::string text = line.text(m_style);
        if (!settings().tells_placement) return text;
        return text + Line(2).add(heap_settings_text(settings()), Tone::Faint).text(m_style);
    }

    std::string picture() const {
        const std::uint32_t room = std::min(columns() - 4, 64u);
        const HeapPicture it = heap_picture(m_scene, room);
        Line line(2);
        line.add("[");
        for (std::size_t k = 0; k < it.cells.size();) {
            const std::size_t end =
                std::min(it.cells.find_first_not_of(it.cells[k], k), it.cells.size());
            const Tone tone = it.cells[k] == '#'   ? Tone::Good
                              : it.cells[k] == '-' ? Tone::Faint
                                                   : Tone::Plain;
            line.add(it.cells.substr(k, end - k), tone);
            k = end;
        }
        line.add("]");
        const std::string_view waiting = settings().quarantine == 0 ? "" : "  q quarantine";
        const std::string legend = fmt::format("# block  - free{}  + both; {} each", waiting,
                                               quantity(it.cell_bytes, "byte"));
        if (line.columns() + 3 + legend.size() <= columns()) {
            return line.add("   ").add(legend, Tone::Faint).text(m_style);
        }
        return line.text(m_style) + Line(3).add(legend, Tone::Faint).text(m_style);
    }

    // ---- chunks -------------------------------------------------------------------------------

    struct Widths {
        std::uint32_t place = 6;
        std::uint32_t blocks = 0;  ///< of their addresses, 16 bytes on; 0 where there is no room
        std::uint32_t chunk = 5;
        std::uint32_t asked = 5;
        std::uint32_t id = 2;
        std::uint32_t what = 4;
        std::uint32_t owner = 5;
    };

    std::string rows() {
        const auto& chunks = m_scene.chunks();
        const bool all = chunks.size() <= most_rows;
        m_shown.clear();
        for (std::size_t k = 0; k < chunks.size(); ++k) {
            if (all || k < first_rows || k + last_rows >= chunks.size()) m_shown.push_back(k);
        }
        const Widths widths = widths_of();
        std::string text = head_row(widths);
        for (std::size_t k = 0; k < m_shown.size(); ++k) {
            if (!all && k == first_rows) text += gap(first_rows, m_shown[k]);
            text += row(chunks[m_shown[k]], widths);
        }
        return text;
    }

    Widths widths_of() const {
        Widths widths;
        for (const std::size_t k : m_shown) {
            const ChunkInfo& chunk = m_scene.chunks()[k];
            const auto grow = [](std::uint32_t& width, const std::string& text) {
                width = std::max(width, display_width(text));
            };
            grow(widths.place, place(chunk.block()));
            grow(widths.chunk, with_commas(chunk.size));
            if (!chunk.in_use()) continue;
            grow(widths.asked, with_commas(chunk.asked));
            grow(widths.id, id_text(chunk.object));
            grow(widths.what, type_text(chunk));
            grow(widths.owner, owner_text(chunk).name);
        }
        if (columns() >= columns_for_both) widths.blocks = widths.place + 2;
        widths.what = std::min(widths.what, columns() / 6);
        widths.owner = std::min(widths.owner, columns() / 5);
        return widths;
    }

    static std::string id_text(ObjectId id) { return fmt::format("#{}", raw(id)); }
    std::string type_text(const ChunkInfo& chunk) const {
        const TypeId type = m_scene.block_type(chunk.object);
        return type == TypeId::None ? "?" : type_name(m_scene.program(), type);
    }

    std::string head_row(const Widths& widths) const {
        Line line(2);
        line.add("header", Tone::Faint).to(2 + widths.place + 2);
        if (widths.blocks != 0) line.add("block", Tone::Faint);
        line.add_right("chunk", chunk_end(widths), Tone::Faint);
        line.add_right("asked", asked_end(widths), Tone::Faint);
        line.add("  ").add("id", Tone::Faint).to(type_begin(widths)).add("type", Tone::Faint);
        line.to(owner_begin(widths)).add("owner", Tone::Faint);
        line.to(content_begin(widths)).add("content", Tone::Faint);
        return line.text(m_style);
    }
    static std::uint32_t chunk_end(const Widths& w) { return 2 + w.place + 2 + w.blocks + w.chunk; }
    static std::uint32_t asked_end(const Widths& w) { return chunk_end(w) + 2 + w.asked; }
    static std::uint32_t type_begin(const Widths& w) { return asked_end(w) + 2 + w.id + 2; }
    static std::uint32_t owner_begin(const Widths& w) { return type_begin(w) + w.what + 2; }
    static std::uint32_t content_begin(const Widths& w) { return owner_begin(w) + w.owner + 2; }

    std::string row(const ChunkInfo& chunk, const Widths& widths) const {
        Line line(2);
        line.add(place(chunk.address), Tone::Faint).to(2 + widths.place + 2);
        if (chunk.in_use() && widths.blocks != 0) line.add(place(chunk.block()));
        line.add_right(with_commas(chunk.size), chunk_end(widths));
        if (!chunk.free) line.add_right(with_commas(chunk.asked), asked_end(widths));
        line.to(asked_end(widths) + 2);
        if (chunk.free) {
            line.add("free", Tone::Faint);
        } else if (chunk.quarantined) {
            line.add(fmt::format("{} was freed, in quarantine", id_text(chunk.object)),
                     Tone::Faint);
        } else {
            line.add(id_text(chunk.object), Tone::Name).to(type_begin(widths));
            line.add(cut_to(type_text(chunk), widths.what)).to(owner_begin(widths));
            add_owner(line, chunk, widths);
        }
        if (!chunk.intact) line.add("   ").add("header overwritten", Tone::Bad);
        return line.text(m_style);
    }

    struct Owner {
        std::string name;
        Tone tone;
    };
    Owner owner_text(const ChunkInfo& chunk) const {
        const OwnerInfo* owner = m_scene.owner_of(chunk.object);
        if (owner == nullptr) return {"no owner", Tone::Bad};
        const std::string name = m_scene.name_of(owner->word);
        if (m_scene.root_owner(chunk.object) != Address{}) return {name, Tone::Plain};
        return {name + ", leaked", Tone::Bad};
    }

    void add_owner(Line& line, const ChunkInfo& chunk, const Widths& widths) const {
        const Owner owner = owner_text(chunk);
        line.add(cut_to(owner.name, widths.owner), owner.tone).to(content_begin(widths), 2);
        if (line.columns() + 6 > columns()) return;
        const ValueStyle style{columns() - line.columns(), 1, 8};
        const Place content{chunk.block(), m_scene.block_type(chunk.object), chunk.asked};
        line.add(value_text(m_scene, content, style), Tone::Faint);
    }

    std::string gap(std::size_t begin, std::size_t end) const {
        Totals left;
        for (std::size_t k = begin; k < end; ++k) left.add(m_scene.chunks()[k]);
        return Line(2)
            .add(fmt::format(
                     "… {} more, {} of them free; {}", quantity(end - begin, "chunk"),
                     with_commas(left.free),
                     quantity(left.in_blocks + left.free_bytes + left.quarantined_bytes, "byte")),
                 Tone::Faint)
            .text(m_style);
    }

    // ---- the free part ------------------------------------------------------------------------

    std::string free_lists() const {
        if (m_totals.free == 0) return "";
        const std::vector<FreeList> lists = machine().free_lists();
        std::string text = "\n" + Line(2).add(order_of_lists()).text(m_style);
        for (std::size_t k = 0; k < std::min(lists.size(), most_lists); ++k) {
            text += free_list(lists[k]);
        }
        if (lists.size() > most_lists) {
            text += Line(4)
                        .add(quantity(lists.size() - most_lists, "list") + " more", Tone::Faint)
                        .text(m_style);
        }
        return text + torn();
    }

    std::string_view order_of_lists() const {
        switch (settings().policy) {
            case HeapPolicy::Segregated:
            case HeapPolicy::Buddy: return "free lists, by chunk size: the first is taken next";
            case HeapPolicy::Bump: return "the free chunks, by address: none is ever taken";
            default: return "the free list, by address";
        }
    }

    std::string free_list(const FreeList& list) const {
        std::string sizes = with_commas(list.smallest);
        if (list.largest != list.smallest) sizes += " to " + with_commas(list.largest);
        if (settings().has_one_list()) sizes = "all sizes";
        Line line(4);
        line.add(sizes).to(22, 2);
        std::string_view between;
        for (std::size_t k = 0; k < std::min(list.chunks.size(), most_links); ++k) {
            line.add(between).add(place(list.chunks[k]));
            between = " -> ";
        }
        if (list.chunks.size() > most_links) {
            line.add(fmt::format(" -> {} more", with_commas(list.chunks.size() - most_links)));
        }
        return line.text(m_style);
    }

    std::string torn() const {
        const std::uint64_t percent = 100 - 100 * m_totals.largest_free / m_totals.free_bytes;
        return Line(4)
            .add(fmt::format("{}, {}; the largest has {}: {} % fragmented",
                             quantity(m_totals.free, "free chunk"),
                             quantity(m_totals.free_bytes, "byte"),
                             with_commas(m_totals.largest_free), percent),
                 Tone::Faint)
            .text(m_style);
    }

    std::string rest() const {
        const Layout& layout = machine().layout();
        const Address top = machine().heap_top();
        std::string text =
            fmt::format("taken: {} of {}, at most {} so far", with_commas(top - layout.heap_begin),
                        quantity(layout.heap_end - layout.heap_begin, "byte"),
                        with_commas(machine().heap_use().reserved));
        if (top != layout.heap_end) text += fmt::format("; free from {} on", place(top));
        return (m_scene.chunks().empty() ? "" : "\n") + prose(m_style, text, 2);
    }

    // ---- what points at dead blocks -----------------------------------------------------------

    std::string dangling() const {
        std::vector<DanglingInfo> all = m_scene.dangling();
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.pointer.object < b.pointer.object;
        });
        if (all.empty()) return "";
        std::string text =
            "\n" + Line(2).add("pointers to what is no more", Tone::Bad).text(m_style);
        std::size_t dead = 0;
        for (std::size_t k = 0; k < all.size(); ++dead) {
            std::size_t end = k;
            while (end < all.size() && all[end].pointer.object == all[k].pointer.object) ++end;
            if (dead < most_dead) text += tombstone(all, k, end);
            k = end;
        }
        if (dead > most_dead) {
            text += Line(4).add(with_commas(dead - most_dead) + " more", Tone::Faint).text(m_style);
        }
        return text;
    }

    std::string tombstone(const std::vector<DanglingInfo>& all, std::size_t begin,
                          std::size_t end) const {
        const Pointer pointer = all[begin].pointer;
        const bool block = machine().object(pointer.object).kind == ObjectInfo::Kind::Block;
        Line line(4);
        line.add(block ? id_text(pointer.object) : "local", Tone::Name).to(12, 2);
        line.add(place(pointer.address)).to(26, 2);
        std::string_view between;
        for (std::size_t k = begin; k < std::min(end, begin + most_holders); ++k) {
            line.add(between).add(m_scene.name_of(all[k].word));
            line.add(fmt::format(" ({})", kind_name(all[k].kind)), Tone::Faint);
            between = ", ";
        }
        if (end - begin > most_holders) {
            line.add(fmt::format(", {} more", with_commas(end - begin - most_holders)));
        }
        return line.text(m_style);
    }

    const Scene& m_scene;
    const RenderStyle& m_style;
    Totals m_totals;
    std::vector<std::size_t> m_shown;
};

}  // namespace

std::string heap_view(const Scene& scene, const RenderStyle& style) {
    return HeapMap(scene, style).text();
}

}  // namespace freehold::debug
