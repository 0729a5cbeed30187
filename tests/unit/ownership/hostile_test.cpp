// SPDX-License-Identifier: MIT
// Programs that no assembler writes: types that lie, calls without their arguments, the outgoing
// area used for something else. Each is well-formed, and refused with a code.
#include "tests/unit/ownership/support.hpp"
#include "tests/unit/support/every_opcode.hpp"

namespace freehold::test {
namespace {

class VerifyHostile : public testing::Test {
protected:
    VerifyHostile() {
        m_int = b.type(TypeKind::Int);
        m_byte = b.type(TypeKind::U8);
        m_own = b.pointer(TypeKind::Own, m_int);
        m_ref = b.pointer(TypeKind::Ref, m_int);
    }
    Lines codes() { return codes_of(b.build()); }

    ProgramBuilder b;
    TypeId m_int{}, m_byte{}, m_own{}, m_ref{};
};

TEST_F(VerifyHostile, every_opcode_at_once_is_refused_and_nothing_worse) {
    const Program program = EveryOpcode::program();
    const Verification verification = verify(program);
    EXPECT_FALSE(verification.program);
    for (const Finding& finding : verification.findings) {
        EXPECT_FALSE(finding.diagnostic.headline.empty());
        EXPECT_FALSE(render(finding.diagnostic, program.sources, {}).empty());
    }
}

TEST_F(VerifyHostile, a_call_without_its_argument) {
    auto& callee = b.function("callee", {{"x", m_int}});
    callee.op(Opcode::Ret);
    auto& main = b.function("main");
    const Slot area = main.outgoing(3);
    main.op(Opcode::Call, no_slot, callee.id, area).op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F101"));
}

TEST_F(VerifyHostile, a_call_with_an_argument_of_another_kind) {
    auto& callee = b.function("callee", {{"p", m_own}});
    callee.op(Opcode::DropEnd, 0, m_own).op(Opcode::Ret);
    auto& main = b.function("main");
    const Slot area = main.outgoing(3);
    main.op(Opcode::Const, area + 2, 1).op(Opcode::Call, no_slot, callee.id, area).op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, something_more_than_the_arguments) {
    auto& callee = b.function("callee", {{"x", m_int}});
    callee.op(Opcode::Ret);
    auto& main = b.function("main");
    const Slot area = main.outgoing(6);
    main.op(Opcode::Const, area + 2, 1)
        .op(Opcode::Const, area + 5, 1)
        .op(Opcode::Call, no_slot, callee.id, area)
        .op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, an_argument_put_over_another) {
    auto& callee = b.function("callee", {{"p", m_own}});
    callee.op(Opcode::DropEnd, 0, m_own).op(Opcode::Ret);
    auto& main = b.function("main");
    const Slot p = main.local("p", m_own);
    const Slot area = main.outgoing(3);
    main.op(Opcode::NewRunK, p, 1, m_int)
        .op(Opcode::Move, area + 2, p)
        .op(Opcode::ConstNull, area + 2, ValueKind::Own)
        .op(Opcode::Call, no_slot, callee.id, area)
        .op(Opcode::Ret);
    const Lines all = codes();
    EXPECT_FALSE(all.empty());
    EXPECT_EQ(all.back(), "F311");
}

TEST_F(VerifyHostile, arguments_that_wait_across_a_jump) {
    auto& main = b.function("main");
    const Slot area = main.outgoing(3);
    main.op(Opcode::Const, area, 1).op(Opcode::Jmp, 2).op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, a_slot_of_the_outgoing_area_read_as_a_local) {
    auto& main = b.function("main");
    const Slot x = main.local("x", m_int);
    const Slot area = main.outgoing(3);
    main.op(Opcode::Copy, x, area).op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, a_result_that_was_never_given_a_value) {
    auto& callee = b.function("callee", {}, m_int);
    callee.op(Opcode::RetWord);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F101"));
}

TEST_F(VerifyHostile, the_result_may_be_used_like_a_local) {
    auto& callee = b.function("callee", {}, m_int);
    callee.op(Opcode::Const, 0, 1).op(Opcode::AddK, 0, 0, 2).op(Opcode::RetWord);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), IsEmpty());
}

// `ret.word` would write it over the owner in the caller's slot.
TEST_F(VerifyHostile, an_owner_returned_as_a_word_that_may_be_copied) {
    auto& callee = b.function("callee", {}, m_own);
    callee.op(Opcode::NewRunK, 0, 1, m_int).op(Opcode::RetWord);
    b.function("main").op(Opcode::Ret);
    const Lines all = codes();
    EXPECT_FALSE(all.empty());
    EXPECT_EQ(all.back(), "F311");
}

TEST_F(VerifyHostile, an_owner_lost_without_a_drop) {
    auto& main = b.function("main");
    const Slot p = main.local("p", m_own);
    main.op(Opcode::Const, p, 1).op(Opcode::DropEnd, p, m_own).op(Opcode::Ret);
    auto& other = b.function("other");
    const Slot q = other.local("q", m_own);
    const Slot area = other.outgoing(1);
    other.op(Opcode::Const, area, 1)
        .op(Opcode::New, q, area, m_int)
        .op(Opcode::End, q, q)
        .op(Opcode::Ret);
    EXPECT_EQ(p, q);
    EXPECT_THAT(codes(), ElementsAre("F311", "F401"));
}

TEST_F(VerifyHostile, a_place_of_another_type_than_lies_there) {
    const TypeId pair = b.structure("Pair", {{"a", m_int}, {"p", m_own}});
    auto& main = b.function("f", {{"pair", b.pointer(TypeKind::Mut, pair)}});
    const Slot x = main.local("x", m_int);
    const Slot r = main.local("r", m_ref);
    main.op(Opcode::LoadP, x, 0, 8)           // an owner as a number
        .op(Opcode::LoadU8P, x, 0, 0)         // part of a number
        .op(Opcode::BorrowP, r, 0, 8, m_int)  // an owner as a number
        .op(Opcode::StoreP, 0, 4, x)          // across two fields
        .op(Opcode::Ret);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311", "F311", "F311", "F311"));
}

TEST_F(VerifyHostile, a_bound_larger_than_the_array) {
    const TypeId array = b.array(4, m_int);
    const TypeId wrapped = b.structure("Wrapped", {{"a", array}, {"p", m_own}});
    auto& f = b.function("f", {{"s", b.pointer(TypeKind::Ref, wrapped)}, {"i", m_int}});
    const Slot x = f.local("x", m_int);
    f.op(Opcode::LoadPX, x, f.slot(0), 0, f.slot(1), 5).op(Opcode::Ret);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, a_pointer_printed_as_one_to_something_else) {
    const TypeId text = b.pointer(TypeKind::Ref, b.run(m_byte));
    const TypeId pair = b.structure("Pair", {{"a", m_byte}, {"b", m_int}});
    auto& f = b.function("f", {{"r", b.pointer(TypeKind::Ref, pair)}});
    f.op(Opcode::Print, b.format({slot_piece(0, text)})).op(Opcode::Ret);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, zeros_of_a_type_whose_zero_is_no_value) {
    auto& main = b.function("main");
    const Slot p = main.local("p", b.pointer(TypeKind::Own, b.run(m_own)));
    main.op(Opcode::NewRunK, p, 1, m_own).op(Opcode::DropEnd, p, TypeId{5}).op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, slots_between_locals_belong_to_nobody) {
    auto& main = b.function("main");
    main.local("x", m_int);
    main.op(Opcode::Const, 1, 5).op(Opcode::Copy, 0, 1).op(Opcode::Ret);
    Program program = [&] {
        main.local("y", m_int);
        main.local("z", m_int);
        return b.build();
    }();
    program.functions[0].locals.erase(program.functions[0].locals.begin() + 1);
    EXPECT_THAT(codes_of(program), ElementsAre("F311", "F311"));
}

// Only one byte of the caller's slot would be given a value.
TEST_F(VerifyHostile, a_narrow_result_fills_no_slot) {
    auto& callee = b.function("callee", {}, m_byte);
    callee.op(Opcode::StoreK8F, 0, 0, b.constant(1)).op(Opcode::RetType, m_byte);
    auto& main = b.function("main");
    const Slot x = main.local("x", m_int);
    const Slot area = main.outgoing(3);
    main.op(Opcode::Call, x, callee.id, area).op(Opcode::Copy, x, x).op(Opcode::Ret);
    const Lines all = codes();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.front(), "F311");
}

TEST_F(VerifyHostile, the_result_is_not_borrowed) {
    auto& f = b.function("f", {{"given", m_int}}, m_int);
    const Slot r = f.local("r", m_ref);
    f.op(Opcode::Const, 0, 1).op(Opcode::BorrowF, r, 0, 0, m_int).op(Opcode::RetWord);
    b.function("main").op(Opcode::Ret);
    EXPECT_THAT(codes(), ElementsAre("F311"));
}

TEST_F(VerifyHostile, a_static_that_may_not_be_null_begins_as_null) {
    b.bss("CELL", m_own);
    b.function("main").op(Opcode::Ret);
    // The validator may refuse it first; the verifier does not rely on that.
    const Verification verification = verify(b.build());
    ASSERT_EQ(verification.findings.size(), 1u);
    EXPECT_EQ(verification.findings[0].code, Code::NullDereference);
    EXPECT_EQ(verification.findings[0].function, FunctionId::None);
}

/// A `main` in which a Point of 12 bytes is put before the tag of a Line.
std::string with_a_point_and_a_tag(std::string_view slots, std::string_view body) {
    return R"(.expanded
.main main
struct Point {
    x: i32
    y: i32
    z: i32
}
struct Line {
    weight: int
    from: Point
    tag: u8
}
.type Point
.type i32
.type Line
.type int
.type u8
.type own Line
.pool 1 2 3 9
fn main() {
)" + std::string(slots) +
           R"(store.k32 a, 1
    store.k32 a+4, 2
    store.k32 a+8, 3
)" + std::string(body) +
           "ret\n}\n";
}

TEST_F(VerifyHostile, a_struct_put_over_the_field_behind_it) {
    const std::string slots = R"(
    .slots 7
    local a: Point at %1 in 0..8
    local l: Line at %4 in 0..8
    local t: int at %5 in 0..8
    )";
    const std::string tag = "store.k8 l+20, 9\n", point = "copy %3, a: Point\n";
    const std::string rest = "const %4, 7\nload.u8 t, l+20\n";
    EXPECT_THAT(found(with_a_point_and_a_tag(slots, tag + point + rest)), ElementsAre("F311 0"));
}

TEST_F(VerifyHostile, a_struct_put_over_what_was_passed_behind_it) {
    const std::string slots = R"(
    .slots 7
    local a: Point at %1 in 0..8
    local l: own Line at %2 in 0..8
    )";
    const std::string tag = "store.k8 %6+20, 9\n", point = "copy %5, a: Point\n";
    const std::string weight = "const %6, 7\n", rest = "new l, %6: Line\ndrop.end l: own Line\n";
    const auto in_order = with_a_point_and_a_tag(slots, weight + point + tag + rest);
    EXPECT_THAT(found(in_order), IsEmpty());
    const auto reversed = with_a_point_and_a_tag(slots, weight + tag + point + rest);
    EXPECT_THAT(found(reversed), ElementsAre("F311 0"));
}

}  // namespace
}  // namespace freehold::test
