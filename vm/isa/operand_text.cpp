// SPDX-License-Identifier: MIT
#include "vm/isa/operand_text.hpp"

namespace freehold {

std::string_view separator(Operand operand, bool first) {
    if (first) return " ";
    switch (operand) {
        case Operand::Type:
        case Operand::PlaceType:
        case Operand::ResultType: return ": ";
        case Operand::ElementType: return " x ";
        case Operand::OutgoingSlot: return " at ";
        case Operand::LastSlot: return "..";
        case Operand::Offset:
        case Operand::Index:
        case Operand::Bound: return "";
        default: return ", ";
    }
}

std::optional<std::uint64_t> left_out(Operand operand) {
    switch (operand) {
        case Operand::EndTarget: return 0;
        case Operand::OptionalFormat: return no_format;
        case Operand::ResultType: return raw(TypeId::None);
        default: return {};
    }
}

}  // namespace freehold
