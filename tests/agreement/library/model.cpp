// SPDX-License-Identifier: MIT
#include "tests/agreement/library/model.hpp"

namespace freehold::agreement {

FieldInfo field_of(Shape structure, int index) {
    const Type own_int{Shape::Own, Shape::Int};
    const Type list{Shape::OwnMaybe, Shape::Node};
    switch (structure) {
        case Shape::Pair: return {index == 0 ? "a" : "b", Shape::Int};
        case Shape::Duo: return {index == 0 ? "x" : "y", own_int};
        case Shape::Cell: return {"inner", own_int};
        case Shape::Head: return {"first", list};
        default: break;
    }
    if (index == 0) return {"value", Shape::Int};
    return {"next", list};
}

Place Place::then(Step::Kind kind, int number) const {
    Place place = *this;
    place.steps[place.count++] = {kind, static_cast<std::uint8_t>(number)};
    return place;
}

Place Place::before() const {
    Place place = *this;
    --place.count;
    return place;
}

bool Place::is_slot() const {
    if (is_static) return false;
    for (std::uint8_t i = 0; i < count; ++i) {
        if (steps[i].kind == Step::Kind::Deref || steps[i].kind == Step::Kind::ElementAt) {
            return false;
        }
    }
    return true;
}

const StaticInfo& static_info(std::uint8_t index) {
    static const std::array<StaticInfo, static_count> statics{{
        {"LIMIT", Shape::Int, false, "data LIMIT: int = 7", "static LIMIT: i64 = 7;"},
        {"TABLE", Shape::Array, false, "data TABLE: [3 x int] = [1, 2, 3]",
         "static TABLE: [i64; 3] = [1, 2, 3];"},
        {"COUNT", Shape::Int, true, "data mut COUNT: int = 5", "static mut COUNT: i64 = 5;"},
        {"REST", Type{Shape::OwnMaybe, Shape::Node}, true, "bss REST: own? Node",
         "static mut REST: Option<Box<Node>> = None;"},
    }};
    return statics[index];
}

Type type_of(const Function& function, const Place& place) {
    Type type = place.is_static ? static_info(place.root).type : function.locals[place.root].type;
    for (std::uint8_t i = 0; i < place.count; ++i) {
        const Step step = place.steps[i];
        switch (step.kind) {
            case Step::Kind::Deref: type = type.inner(); break;
            case Step::Kind::Field: type = field_of(type.shape(), step.number).type; break;
            default: type = Shape::Int;
        }
    }
    return type;
}

std::string local_name(LocalIndex local) { return "x" + std::to_string(local); }

}  // namespace freehold::agreement
