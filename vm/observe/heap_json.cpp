// SPDX-License-Identifier: MIT
#include "vm/observe/heap_json.hpp"

#include "vm/observe/json_words.hpp"

namespace freehold {

namespace {

using Json = nlohmann::ordered_json;

double fraction(std::uint32_t thousandths) { return thousandths / 1000.0; }

}  // namespace

Json heap_settings_json(const HeapSettings& settings) {
    Json json;
    json["policy"] = policy_word(settings.policy);
    json["coalesce"] = coalesce_word(settings.coalesce);
    json["quarantine"] = settings.quarantine;
    json["redzone"] = settings.redzone;
    if (settings.fill_new) json["fill_new"] = *settings.fill_new;
    if (settings.fill_free) json["fill_free"] = *settings.fill_free;
    return json;
}

Json placement_json(const Placement& placement) {
    Json json;
    json["policy"] = policy_word(placement.policy);
    json["from"] = from_word(placement.from);
    json["examined"] = placement.examined;
    json["free"] = placement.free;
    json["chunk"] = placement.chunk;
    json["split_off"] = placement.split_off;
    if (placement.joined != 0) json["joined"] = placement.joined;
    return json;
}

Json heap_stats_json(const HeapStats& stats) {
    Json json = heap_settings_json(stats.settings);
    json["blocks"] = stats.blocks;
    json["asked"] = stats.asked;
    json["peak_asked"] = stats.peak_asked;
    json["span"] = stats.span;
    json["peak_span"] = stats.peak_span;
    json["header_bytes"] = stats.header_bytes;
    json["zone_bytes"] = stats.zone_bytes;
    json["padding_bytes"] = stats.padding_bytes;
    json["free_chunks"] = stats.free_chunks;
    json["free_bytes"] = stats.free_bytes;
    json["largest_free"] = stats.largest_free;
    json["quarantined"] = stats.quarantined;
    json["quarantined_bytes"] = stats.quarantined_bytes;
    json["allocations"] = stats.allocations;
    json["frees"] = stats.frees;
    json["examined"] = stats.examined;
    json["most_examined"] = stats.most_examined;
    json["splits"] = stats.splits;
    json["joins"] = stats.joins;
    json["all_asked"] = stats.all_asked;
    json["all_padding"] = stats.all_padding;
    json["free_at_peak"] = stats.free_at_peak;
    json["utilisation"] = fraction(stats.utilisation());
    json["external_fragmentation"] = fraction(stats.external_fragmentation());
    json["fragmentation_at_peak"] = fraction(stats.fragmentation_at_peak());
    json["internal_fragmentation"] = fraction(stats.internal_fragmentation());
    return json;
}

}  // namespace freehold
