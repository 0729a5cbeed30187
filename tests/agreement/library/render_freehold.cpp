// SPDX-License-Identifier: MIT
// A program as Freehold assembly.
#include "tests/agreement/library/render_common.hpp"

namespace freehold::agreement {
namespace {

class FreeholdRenderer {
public:
    FreeholdRenderer(const Program& program, Rendering& rendering)
        : m_program(program), m_lines(rendering), m_text(rendering.text) {}

    void render() {
        declarations(uses_of(m_program));
        for (const Function& each : m_program.functions) function(each);
    }

private:
    // ---- declarations ---------------------------------------------------------------------------
    void line(const char* text, std::uint32_t statement = 0) {
        m_text += text;
        m_lines.end_line(statement);
    }

    void declarations(const Uses& uses) {
        const auto used = [&](Shape shape) { return uses.shape[static_cast<std::size_t>(shape)]; };
        if (used(Shape::Pair)) line("struct Pair { a: int, b: int }");
        if (used(Shape::Unit)) line("struct Unit {}");
        if (used(Shape::Duo)) line("struct Duo { x: own int, y: own int }");
        if (used(Shape::Node)) line("struct Node { value: int, next: own? Node }");
        if (used(Shape::Cell)) line("struct Cell { inner: own int }");
        if (used(Shape::Head)) line("struct Head { first: own? Node }");
        for (std::uint8_t i = 0; i < static_count; ++i) {
            if (uses.statics[i]) line(static_info(i).freehold);
        }
        if (uses.library[MakePair]) {
            line("fn make_pair(a: int, b: int) -> Pair {");
            line("local p: Pair");
            line("copy p.a, a");
            line("copy p.b, b");
            line("ret p");
            line("}");
        }
        if (uses.library[MakeDuo]) {
            line("fn make_duo(x: own int, y: own int) -> Duo {");
            line("local d: Duo");
            line("move d.x, x");
            line("move d.y, y");
            line("ret d");
            line("}");
        }
        if (uses.library[MakeUnit]) {
            line("fn make_unit() -> Unit {");
            line("local u: Unit");
            line("ret u");
            line("}");
        }
    }

    void type(Type type) {
        switch (type.shape()) {
            case Shape::Int: m_text += "int"; return;
            case Shape::Pair: m_text += "Pair"; return;
            case Shape::Unit: m_text += "Unit"; return;
            case Shape::Duo: m_text += "Duo"; return;
            case Shape::Node: m_text += "Node"; return;
            case Shape::Cell: m_text += "Cell"; return;
            case Shape::Head: m_text += "Head"; return;
            case Shape::Array: m_text += "[3 x int]"; return;
            case Shape::Empty: m_text += "[0 x int]"; return;
            case Shape::Run: m_text += "[int]"; return;
            case Shape::Own: m_text += "own "; break;
            case Shape::OwnMaybe: m_text += "own? "; break;
            case Shape::Ref: m_text += "ref "; break;
            case Shape::RefMaybe: m_text += "ref? "; break;
            case Shape::Mut: m_text += "mut "; break;
            case Shape::MutMaybe: m_text += "mut? "; break;
            case Shape::None: return;
        }
        this->type(type.inner());
    }

    void function(const Function& function) {
        m_function = &function;
        m_text += "fn " + function.name + "(";
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            if (i != 0) m_text += ", ";
            m_text += local_name(i) + ": ";
            type(function.locals[i].type);
        }
        m_text += ")";
        result(function);
        line(" {");
        if (decides(function.body)) line("local c: int");
        declare(function.declared);
        block(function.body);
        line("}");
    }

    void result(const Function& function) {
        if (function.result.is(Shape::None)) return;
        m_text += " -> ";
        type(function.result);
        const char* separator = " from ";
        for (LocalIndex i = 0; i < function.parameters; ++i) {
            if ((function.from >> i & 1) == 0) continue;
            m_text += separator + local_name(i);
            separator = ", ";
        }
        if (function.from_static) m_text += std::string(separator) + "static";
    }

    void declare(const std::vector<LocalIndex>& locals) {
        for (const LocalIndex local : locals) {
            m_text += m_function->locals[local].ro ? "local ro " : "local ";
            m_text += local_name(local) + ": ";
            type(m_function->locals[local].type);
            m_lines.end_line();
        }
    }

    // ---- operands -------------------------------------------------------------------------------
    void place(const Place& place) {
        if (place.count == 0) {
            m_text += place.is_static ? static_info(place.root).name : local_name(place.root);
            return;
        }
        const Step last = place.last();
        const Place before = place.before();
        if (last.kind == Step::Kind::Deref) m_text += '[';
        this->place(before);
        switch (last.kind) {
            case Step::Kind::Deref: m_text += ']'; break;
            case Step::Kind::Field:
                m_text += '.';
                m_text += field_of(type_of(*m_function, before).shape(), last.number).name;
                break;
            case Step::Kind::Element: m_text += "[" + std::to_string(last.number) + "]"; break;
            case Step::Kind::ElementAt: m_text += "[" + local_name(last.number) + "]"; break;
        }
    }

    void argument(const Argument& argument) {
        switch (argument.how) {
            case Argument::How::Number: m_text += std::to_string(argument.number); return;
            case Argument::How::Null: m_text += "null"; return;
            case Argument::How::Copy: break;
            case Argument::How::Move: m_text += "move "; break;
            case Argument::How::Borrow: m_text += "borrow "; break;
            case Argument::How::BorrowMut: m_text += "borrow mut "; break;
        }
        place(argument.place);
    }

    void arguments(const Statement& statement) {
        m_text += '(';
        for (std::size_t i = 0; i < statement.arguments.size(); ++i) {
            if (i != 0) m_text += ", ";
            argument(statement.arguments[i]);
        }
        m_text += ')';
    }

    // ---- statements -----------------------------------------------------------------------------
    void block(const std::vector<Statement>& block) {
        for (const Statement& statement : block) this->statement(statement);
    }

    void statement(const Statement& s) {
        const std::uint32_t number = m_lines.next_statement();
        switch (s.op) {
            case Op::Const: return with_number("const ", s.d, s.number, number);
            case Op::Null: return with("const ", s.d, ", null", number);
            case Op::Copy: return with("copy ", s.d, s.s, number);
            case Op::Move: return with("move ", s.d, s.s, number);
            case Op::Add: {
                m_text += "add.wrap ";
                place(s.d);
                return with_number(", ", s.s, s.number, number);
            }
            case Op::New: return make(s, number);
            case Op::NewRun: return with("new ", s.d, ", [3 x int]", number);
            case Op::Borrow: return with("borrow ", s.d, s.s, number);
            case Op::BorrowMut: return with("borrow mut ", s.d, s.s, number);
            case Op::Load: return with("load ", s.d, s.s, number);
            case Op::Store: return store(s, number);
            case Op::Take: return with("take ", s.d, s.s, number);
            case Op::Put: return with("put ", s.d, s.s, number);
            case Op::Swap: return with("swap ", s.d, s.s, number);
            case Op::Unbox: return with("unbox ", s.d, s.s, number);
            case Op::Drop: return with("drop ", s.s, "", number);
            case Op::Forget: return with("forget ", s.s, "", number);
            case Op::Clone: return with("clone ", s.d, s.s, number);
            case Op::Fill: return with_number("fill ", s.d, s.number, number);
            case Op::Len: return with("len ", s.d, s.s, number);
            case Op::Print: return with("print \"{}\\n\", ", s.s, "", number);
            case Op::MoveOut: return with("move ", s.d, s.s, number);
            case Op::Call: return call(s, number);
            case Op::If:
            case Op::IfNull: return branch(s, number);
            case Op::Loop: return loop(s, number);
            case Op::Break: return jump("end_", m_loop, number);
            case Op::Continue: return jump("top_", m_loop, number);
            case Op::Ret: return leave(s, number);
            case Op::Scope: return scope(s, number);
        }
    }

    void with(const char* head, const Place& p, const char* tail, std::uint32_t number) {
        m_text += head;
        place(p);
        line(tail, number);
    }
    void with(const char* head, const Place& d, const Place& s, std::uint32_t number) {
        m_text += head;
        place(d);
        with(", ", s, "", number);
    }
    void with_number(const char* head, const Place& d, int value, std::uint32_t number) {
        m_text += head;
        place(d);
        m_text += ", " + std::to_string(value);
        m_lines.end_line(number);
    }

    void make(const Statement& s, std::uint32_t number) {
        m_text += "new ";
        place(s.d);
        m_text += ", ";
        type(type_of(*m_function, s.d).inner());
        arguments(s);
        m_lines.end_line(number);
    }

    void store(const Statement& s, std::uint32_t number) {
        m_text += "store ";
        place(s.d);
        m_text += ", ";
        argument(s.arguments[0]);
        m_lines.end_line(number);
    }

    void call(const Statement& s, std::uint32_t number) {
        static constexpr const char* names[library_count] = {"make_pair", "make_duo", "make_unit"};
        m_text += "call ";
        if (s.has_d) {
            place(s.d);
            m_text += ", ";
        }
        m_text += s.function < library_count ? names[s.function]
                                             : m_program.functions[s.function - library_count].name;
        arguments(s);
        m_lines.end_line(number);
    }

    void leave(const Statement& s, std::uint32_t number) {
        if (m_function->result.is(Shape::None)) return line("ret", number);
        m_text += "ret ";
        if (s.arguments.empty()) return with("", s.s, "", number);
        argument(s.arguments[0]);
        m_lines.end_line(number);
    }

    void jump(const char* to, std::uint32_t label, std::uint32_t number) {
        m_text += "jmp ";
        m_text += to + std::to_string(label);
        m_lines.end_line(number);
    }
    void label(const char* name, std::uint32_t number) {
        m_text += name + std::to_string(number) + ":";
        m_lines.end_line();
    }

    void branch(const Statement& s, std::uint32_t number) {
        const std::string otherwise = "else_" + std::to_string(number);
        if (s.op == Op::If) {
            line("read_int c", number);
            line(("beq c, 0, " + otherwise).c_str(), number);
        } else {
            with("bnonnull ", s.s, (", " + otherwise).c_str(), number);
        }
        block(s.body);
        const bool leaves = diverges(s.body);
        if (!leaves) jump("done_", number, number);
        label("else_", number);
        block(s.other);
        if (!leaves) label("done_", number);
    }

    void loop(const Statement& s, std::uint32_t number) {
        const std::uint32_t outer = m_loop;
        m_loop = number;
        label("top_", number);
        block(s.body);
        if (!diverges(s.body)) jump("top_", number, number);
        if (leaves_loop(s.body)) label("end_", number);
        m_loop = outer;
    }

    void scope(const Statement& s, std::uint32_t number) {
        line("{", number);
        declare(s.declared);
        block(s.body);
        line("}", number);
    }

    const Program& m_program;
    LineWriter m_lines;
    std::string& m_text;
    const Function* m_function = nullptr;
    std::uint32_t m_loop = 0;  ///< the loop that `break` leaves
};

}  // namespace

void render_freehold(const Program& program, Rendering& rendering) {
    FreeholdRenderer(program, rendering).render();
}

}  // namespace freehold::agreement
