// SPDX-License-Identifier: MIT
// A program as Rust. What matters is that rustc judges exactly what the Freehold line does:
// - a move is `{ let t = x; t }`: a plain `d = m` would reborrow an exclusive borrow;
// - `&mut x` as an argument is written out, so it is no two-phase borrow;
// - what lies behind an Option is reached by a pattern, so that only the field meant is touched.
#include "tests/agreement/library/render_common.hpp"

namespace freehold::agreement {
namespace {

class RustRenderer {
public:
    RustRenderer(const Program& program, Rendering& rendering, bool is_path)
        : m_program(program), m_lines(rendering), m_text(rendering.text), m_is_path(is_path) {}

    void render() {
        line("use super::*;");
        const Uses uses = uses_of(m_program);
        for (std::uint8_t i = 0; i < static_count; ++i) {
            if (uses.statics[i]) line(static_info(i).rust);
        }
        for (const Function& each : m_program.functions) function(each);
    }

private:
    // ---- declarations ---------------------------------------------------------------------------
    void line(const std::string& text, std::uint32_t statement = 0) {
        m_text += text;
        m_lines.end_line(statement);
    }

    static std::string type(Type type, const std::string& lifetime = "") {
        const std::string a = lifetime.empty() ? "" : lifetime + " ";
        switch (type.shape()) {
            case Shape::Int: return "i64";
            case Shape::Pair: return "Pair";
            case Shape::Unit: return "Unit";
            case Shape::Duo: return "Duo";
            case Shape::Node: return "Node";
            case Shape::Cell: return "Cell";
            case Shape::Head: return "Head";
            case Shape::Array: return "[i64; 3]";
            case Shape::Empty: return "[i64; 0]";
            case Shape::Run: return "[i64]";
            case Shape::Own: return "Box<" + RustRenderer::type(type.inner()) + ">";
            case Shape::OwnMaybe: return "Option<Box<" + RustRenderer::type(type.inner()) + ">>";
            case Shape::Ref: return "&" + a + RustRenderer::type(type.inner());
            case Shape::RefMaybe: return "Option<&" + a + RustRenderer::type(type.inner()) + ">";
            case Shape::Mut: return "&" + a + "mut " + RustRenderer::type(type.inner());
            case Shape::MutMaybe:
                return "Option<&" + a + "mut " + RustRenderer::type(type.inner()) + ">";
            case Shape::None: break;
        }
        return "()";
    }

    static std::string lifetime(LocalIndex parameter) { return "'p" + std::to_string(parameter); }

    /// The lifetime of a returned borrow: the one parameter's, or one that all of them outlive.
    static std::string result_lifetime(const Function& function) {
        if (!function.result.is_borrow()) return "";
        if (function.from == 0) return "'static";
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            if (function.from == 1u << i) return lifetime(i);
        }
        return "'r";
    }

    static std::string generics(const Function& function, const std::string& result) {
        if (result.empty()) return "";
        std::string text = "<";
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            if (!function.locals[i].type.is_borrow()) continue;
            text += lifetime(i);
            if (result == "'r" && (function.from >> i & 1) != 0) text += ": 'r";
            text += ", ";
        }
        return text + (result == "'r" ? "'r>" : ">");
    }

    static int count_assignments(const std::vector<Statement>& block, LocalIndex local) {
        int sum = 0;
        for (const Statement& s : block) {
            const bool assigns = s.op <= Op::BorrowMut || (s.op == Op::Call && s.has_d);
            sum += assigns && s.d.is_local() && s.d.root == local ? 1 : 0;
            sum += count_assignments(s.body, local);
        }
        return sum;
    }
    std::string name(LocalIndex local) const { return name(local, m_versions[local]); }
    static std::string name(LocalIndex local, int version) {
        return local_name(local) + (version == 0 ? "" : "v" + std::to_string(version));
    }
    /// The name of what an assignment gives a value, after its right side was written.
    std::string target(const Place& d) {
        if (m_is_path && d.is_local() && type_at(d).is_borrow()) ++m_versions[d.root];
        return place(d);
    }

    void function(const Function& function) {
        m_function = &function;
        m_versions.assign(function.locals.size(), 0);
        const std::string result = result_lifetime(function);
        std::string head = "fn " + function.name + generics(function, result) + "(";
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            if (i != 0) head += ", ";
            head += "a" + std::to_string(i) + ": " +
                    type(function.locals[i].type, result.empty() ? "" : lifetime(i));
        }
        line(head + ") -> " + type(function.result, result) + " {");
        // A parameter's own type has the caller's lifetime; a slot may hold any borrow.
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            line("let mut " + name(i) + ": " + type(function.locals[i].type) + " = a" +
                 std::to_string(i) + ";");
            declare_versions(i);
        }
        declare(function.declared);
        block(function.body);
        line("}");
    }

    void declare(const std::vector<LocalIndex>& locals) {
        for (const LocalIndex local : locals) {
            const Local& info = m_function->locals[local];
            m_versions[local] = 0;
            line((info.ro ? "let " : "let mut ") + name(local) + ": " + type(info.type) + ";");
            declare_versions(local);
        }
    }
    void declare_versions(LocalIndex local) {
        const Type of = m_function->locals[local].type;
        if (!m_is_path || !of.is_borrow()) return;
        const int count = count_assignments(m_function->body, local);
        for (int version = 1; version <= count; ++version) {
            line("let mut " + name(local, version) + ": " + type(of) + ";");
        }
    }

    // ---- operands -------------------------------------------------------------------------------
    Type type_at(const Place& place) const { return type_of(*m_function, place); }

    /// A place whose way leads through no Option.
    std::string place(const Place& p) const {
        if (p.count == 0) return p.is_static ? static_info(p.root).name : name(p.root);
        const Place before = p.before();
        const std::string prefix = place(before);
        const Step last = p.last();
        switch (last.kind) {
            case Step::Kind::Deref: return "(*" + prefix + ")";
            case Step::Kind::Field:
                return prefix + "." + field_of(type_at(before).shape(), last.number).name;
            case Step::Kind::Element: return prefix + "[" + std::to_string(last.number) + "]";
            case Step::Kind::ElementAt: return prefix + "[" + name(last.number) + " as usize]";
        }
        return prefix;
    }

    static std::string moved(const std::string& place, bool widen = false) {
        const std::string value = "{ let t = " + place + "; t }";
        return widen ? "Some(" + value + ")" : value;
    }
    static std::string maybe(bool wrap, const std::string& value) {
        return wrap ? "Some(" + value + ")" : value;
    }

    bool is_maybe_deref(const Place& p, std::uint8_t step) const {
        if (step >= p.count || p.steps[step].kind != Step::Kind::Deref) return false;
        Place prefix = p;
        prefix.count = step;
        return type_at(prefix).is_maybe();
    }
    /// Whether the way begins at an Option<&T> or Option<&mut T>, which is known to be Some.
    bool is_through_maybe(const Place& p) const {
        return !p.is_static && is_maybe_deref(p, 0) && m_function->locals[p.root].type.is_borrow();
    }

    /// `Some(&mut Node { value: PART, .. })`: reaches the place from its root, an Option of a
    /// borrow.
    std::string pattern(const Place& p, const std::string& part) const {
        const bool exclusive = m_function->locals[p.root].type.is_exclusive();
        const std::string to = exclusive ? "&mut " : "&";
        if (p.count == 1) return "Some(" + to + part + ")";
        const Type inner = m_function->locals[p.root].type.inner();
        const char* field = field_of(inner.shape(), p.steps[1].number).name;
        return "Some(" + to + type(inner) + " { " + field + ": " + part + ", .. })";
    }
    std::string match(const Place& p, const std::string& part, const std::string& value) const {
        return "match " + name(p.root) + " { " + pattern(p, part) + " => " + value +
               ", _ => nn() }";
    }

    /// The borrow of a place as a value of the type `to`.
    std::string borrow(const Place& p, bool mut, Type to) const {
        const std::string ref = mut ? "ref mut b" : "ref b";
        const std::string again = mut ? "&mut **b" : "&**b";
        const std::string otherwise = to.is_maybe() && !m_is_path ? "_ => None }" : "_ => nn() }";
        const std::string some_again = maybe(to.is_maybe(), again);
        if (is_through_maybe(p)) {
            const std::string begin = "match " + name(p.root) + " { ";
            if (p.count == 3) {  // what the owner in a field points at
                return begin + pattern(p.before(), "Some(" + ref + ")") + " => " + some_again +
                       ", " + otherwise;
            }
            return begin + pattern(p, ref) + " => " + maybe(to.is_maybe(), "b") + ", " + otherwise;
        }
        if (p.count != 0 && is_maybe_deref(p, static_cast<std::uint8_t>(p.count - 1))) {
            return "match " + place(p.before()) + " { Some(" + ref + ") => " + some_again + ", " +
                   otherwise;
        }
        return maybe(to.is_maybe(), (mut ? "&mut " : "&") + place(p));
    }

    std::string argument(const Argument& a, Type to) const {
        switch (a.how) {
            case Argument::How::Number: return std::to_string(a.number);
            case Argument::How::Null: return "None";
            case Argument::How::Move: return moved(place(a.place), a.widen);
            case Argument::How::Borrow: return borrow(a.place, false, to);
            case Argument::How::BorrowMut: return borrow(a.place, true, to);
            case Argument::How::Copy: break;
        }
        if (!type_at(a.place).is_exclusive()) return place(a.place);
        return borrow(a.place.then(Step::Kind::Deref), true, to);
    }

    std::string arguments(const Statement& s, const std::vector<Type>& to) const {
        std::string text;
        for (std::size_t i = 0; i < s.arguments.size(); ++i) {
            if (i != 0) text += ", ";
            text += argument(s.arguments[i], to[i]);
        }
        return text;
    }

    // ---- statements -----------------------------------------------------------------------------
    void block(const std::vector<Statement>& block) {
        for (const Statement& statement : block) this->statement(statement);
    }

    void statement(const Statement& s) {
        const std::uint32_t number = m_lines.next_statement();
        switch (s.op) {
            case Op::If:
            case Op::IfNull: return branch(s, number);
            case Op::Loop:
                line("loop {", number);
                block(s.body);
                return line("}", number);
            case Op::Scope:
                line("{", number);
                declare(s.declared);
                block(s.body);
                return line("}", number);
            default: line(simple(s) + ";", number);
        }
    }

    std::string simple(const Statement& s) {
        switch (s.op) {
            case Op::Drop: return "drop(" + place(s.s) + ")";
            case Op::Forget: return "std::mem::forget(" + place(s.s) + ")";
            case Op::Print: return (type_at(s.s).is_pointer() ? "ui(*" : "ui(") + place(s.s) + ")";
            case Op::Store: return store(s);
            case Op::Put: return put(s);
            case Op::Swap: return swap(s);
            case Op::Fill:
                if (type_at(s.d).is(Shape::Run)) {
                    return place(s.d) + ".fill(" + std::to_string(s.number) + ")";
                }
                return place(s.d) + " = [" + std::to_string(s.number) + "; " +
                       std::to_string(length_of(type_at(s.d))) + "]";
            case Op::Break: return "break";
            case Op::Continue: return "continue";
            case Op::Ret: return leave(s);
            case Op::Call: {
                const std::string right = call(s);
                return s.has_d ? target(s.d) + " = " + right : right;
            }
            default: {
                const std::string right = value(s);
                return target(s.d) + " = " + right;
            }
        }
    }

    std::string value(const Statement& s) const {
        switch (s.op) {
            case Op::Const: return std::to_string(s.number);
            case Op::Null: return "None";
            case Op::Copy: return maybe(is_widened(s), place(s.s));
            case Op::Move: return moved(place(s.s), is_widened(s));
            case Op::Add: return place(s.s) + " + " + std::to_string(s.number);
            case Op::New: return maybe(type_at(s.d).is_maybe(), block_of(s));
            case Op::NewRun: return "run3()";
            case Op::Borrow: return borrow(s.s, false, type_at(s.d));
            case Op::BorrowMut: return borrow(s.s, true, type_at(s.d));
            case Op::Load: return load(s.s);
            case Op::Take: return take(s.s);
            case Op::Unbox: return "{ let t = " + place(s.s) + "; *t }";
            case Op::Clone: return place(s.s) + ".clone()";
            case Op::Len: return place(s.s) + ".len() as i64";
            default: return place(s.s);  // MoveOut
        }
    }

    bool is_widened(const Statement& s) const {
        return type_at(s.d).is_maybe() && !type_at(s.s).is_maybe();
    }

    std::string block_of(const Statement& s) const {
        const Type content = type_at(s.d).inner();
        if (!content.is_struct()) return "Box::new(" + argument(s.arguments[0], content) + ")";
        std::string text = "Box::new(" + type(content) + " { ";
        for (std::size_t i = 0; i < s.arguments.size(); ++i) {
            const FieldInfo field = field_of(content.shape(), static_cast<int>(i));
            if (i != 0) text += ", ";
            text += std::string(field.name) + ": " + argument(s.arguments[i], field.type);
        }
        return text + " })";
    }

    static std::string in_unsafe(const Place& p, const std::string& text) {
        return p.is_static && static_info(p.root).mut ? "unsafe { " + text + " }" : text;
    }

    std::string load(const Place& p) const {
        if (is_through_maybe(p)) return match(p, "b", "b");
        return in_unsafe(p, place(p));
    }

    std::string take(const Place& p) const {
        const std::string head = "std::mem::replace(";
        if (is_through_maybe(p)) return match(p, "ref mut b", head + "b, None)");
        return in_unsafe(p, head + "&mut " + place(p) + ", None)");
    }

    std::string store(const Statement& s) const {
        const std::string value = argument(s.arguments[0], Shape::Int);
        if (is_through_maybe(s.d)) {
            return "let v = " + value + "; " + match(s.d, "ref mut b", "*b = v");
        }
        return in_unsafe(s.d, place(s.d) + " = " + value);
    }

    std::string put(const Statement& s) const {
        const std::string value = moved(place(s.s), is_widened(s));
        if (is_through_maybe(s.d)) {
            return "let v = " + value + "; " + match(s.d, "ref mut b", "*b = v");
        }
        return in_unsafe(s.d, place(s.d) + " = " + value);
    }

    std::string swap(const Statement& s) const {
        const std::string head = "std::mem::replace(";
        const std::string value = moved(place(s.s));
        const std::string other =
            is_through_maybe(s.d)
                ? match(s.d, "ref mut b", head + "b, " + value + ")")
                : in_unsafe(s.d, head + "&mut " + place(s.d) + ", " + value + ")");
        return place(s.s) + " = " + other;
    }

    std::string call(const Statement& s) const {
        if (s.function < library_count) {
            static constexpr const char* names[library_count] = {"make_pair(", "make_duo(",
                                                                 "make_unit("};
            const Type to =
                s.function == MakePair ? Type{Shape::Int} : Type{Shape::Own, Shape::Int};
            return names[s.function] + arguments(s, {to, to}) + ")";
        }
        const Function& callee = m_program.functions[s.function - library_count];
        std::vector<Type> to;
        for (LocalIndex i = 0; i < callee.parameters; ++i) to.push_back(callee.locals[i].type);
        return callee.name + "(" + arguments(s, to) + ")";
    }

    std::string leave(const Statement& s) const {
        if (m_function->result.is(Shape::None)) return "return";
        if (!s.arguments.empty()) return "return " + argument(s.arguments[0], Shape::Int);
        const bool widen = m_function->result.is_maybe() && !type_at(s.s).is_maybe();
        if (type_at(s.s).moves()) return "return " + moved(place(s.s), widen);
        return "return " + maybe(widen, place(s.s));
    }

    void branch(const Statement& s, std::uint32_t number) {
        const bool null = s.op == Op::IfNull;
        line(null ? "match " + place(s.s) + " { None => {" : "if c() {", number);
        block(s.body);
        line(null ? "} Some(_) => {" : "} else {", number);
        block(s.other);
        line(null ? "} }" : "}", number);
    }

    const Program& m_program;
    LineWriter m_lines;
    std::string& m_text;
    bool m_is_path;
    /// Of a path: how often each local was given a borrow so far.
    std::vector<int> m_versions;
    const Function* m_function = nullptr;
};

}  // namespace

void render_rust(const Program& program, Rendering& rendering) {
    RustRenderer(program, rendering, false).render();
}
void render_rust_path(const Program& path, Rendering& rendering) {
    RustRenderer(path, rendering, true).render();
}

const char* rust_prelude() {
    return R"(#![allow(warnings)]
#![allow(arithmetic_overflow, unconditional_panic, static_mut_refs)]
#[derive(Clone, Copy)]
pub struct Pair { pub a: i64, pub b: i64 }
#[derive(Clone, Copy)]
pub struct Unit {}
#[derive(Clone)]
pub struct Duo { pub x: Box<i64>, pub y: Box<i64> }
#[derive(Clone)]
pub struct Node { pub value: i64, pub next: Option<Box<Node>> }
#[derive(Clone)]
pub struct Cell { pub inner: Box<i64> }
#[derive(Clone)]
pub struct Head { pub first: Option<Box<Node>> }
pub fn make_pair(a: i64, b: i64) -> Pair { Pair { a, b } }
pub fn make_duo(x: Box<i64>, y: Box<i64>) -> Duo { Duo { x, y } }
pub fn make_unit() -> Unit { Unit {} }
pub fn run3() -> Box<[i64]> { vec![0i64; 3].into_boxed_slice() }
pub fn c() -> bool { std::env::args().count() > 1 }
pub fn ui(x: i64) { std::process::exit(x as i32) }
pub fn nn() -> ! { std::process::abort() }
)";
}

}  // namespace freehold::agreement
