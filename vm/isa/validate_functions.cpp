// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/validate_parts.hpp"

namespace freehold {
namespace {

class FunctionCheck {
public:
    FunctionCheck(const Program& program, const Function& function, Flaws& flaws)
        : m_program(program),
          m_function(function),
          m_flaws(flaws),
          m_what(fmt::format("function `{}`", printable(function.name))) {}

    void check() {
        if (m_function.slots > max_slots) {
            return add(fmt::format("has {} slots, more than {}", with_commas(m_function.slots),
                                   with_commas(max_slots)));
        }
        if (m_function.parameters > m_function.locals.size()) {
            return add("has more parameters than locals");
        }
        result();
        locals();
        from();
    }

private:
    void add(const std::string& text) { m_flaws.add(m_what + " " + text); }

    void result() {
        std::uint32_t words = 0;
        if (m_function.result != TypeId::None) {
            if (!is_sized(m_program, m_function.result)) {
                return add("has a result without a type of known size");
            }
            words = slots_of(m_program.type(m_function.result));
        }
        if (m_function.result_words != words) {
            add(fmt::format("says its result takes {}, not {}",
                            quantity(m_function.result_words, "slot"), words));
        }
    }

    void locals() {
        std::uint32_t next = m_function.result_words;
        for (std::size_t i = 0; i < m_function.locals.size() && !m_flaws.full(); ++i) {
            const Local& local = m_function.locals[i];
            check_name(local.name, "a local of " + m_what, m_flaws);
            const std::string name = fmt::format("has a local `{}` ", printable(local.name));
            if (!is_sized(m_program, local.type)) {
                return add(name + "without a type of known size");
            }
            if (local.words != slots_of(m_program.type(local.type))) {
                return add(name + "that takes another number of slots than its type");
            }
            // Whoever calls writes the parameters there.
            if (local.slot < next || (i < m_function.parameters && local.slot != next)) {
                return add(name + fmt::format("at slot {}, where {} is next", local.slot, next));
            }
            next = local.slot + std::uint32_t{local.words};
            if (next > m_function.slots) return add(name + "past the end of its frame");
            scope(local, name);
        }
        if (next > m_function.slots) add("has a result past the end of its frame");
    }

    void scope(const Local& local, const std::string& name) {
        if (local.scope_begin < m_function.first || local.scope_begin > local.scope_end ||
            local.scope_end > m_function.first + m_function.count) {
            add(name + "whose scope is not in the function");
        }
    }

    void from() {
        for (std::uint16_t parameter : m_function.from) {
            if (parameter >= m_function.parameters) {
                return add("says its result is from a parameter that does not exist");
            }
        }
    }

    const Program& m_program;
    const Function& m_function;
    Flaws& m_flaws;
    std::string m_what;
};

// Functions follow one another and leave no instruction over.
bool check_tiling(const Program& program, Flaws& flaws) {
    std::uint64_t next = 0;
    for (const Function& function : program.functions) {
        const std::string what = fmt::format("function `{}`", printable(function.name));
        if (function.count == 0) flaws.add(what + " has no instructions");
        if (function.first != next) {
            flaws.add(
                fmt::format("{} begins at instruction {}, not {}", what, function.first, next));
        }
        next += function.count;
        if (next > program.code.size()) flaws.add(what + " ends past the last instruction");
        if (!flaws.none()) return false;
    }
    if (next == program.code.size()) return true;
    flaws.add(fmt::format("{} behind the last function belong to none",
                          quantity(program.code.size() - next, "instruction")));
    return false;
}

void check_main(const Program& program, Flaws& flaws) {
    if (raw(program.main) >= program.functions.size()) {
        return flaws.add("there is no function to begin with");
    }
    const Function& main = program.function(program.main);
    if (main.parameters != 0 || main.result != TypeId::None) {
        flaws.add(fmt::format("`{}`, where the program begins, has parameters or a result",
                              printable(main.name)));
    }
}

constexpr std::uint32_t topmost_id = 0xffffffff;

// Two descending tables hold the topmost ids once each exactly when merging them meets every id.
void check_ids(const Program& program, Flaws& flaws) {
    const auto& functions = program.functions;
    const auto& statics = program.statics;
    std::size_t function = 0, item = 0;
    for (std::uint32_t id = topmost_id; function < functions.size() || item < statics.size();
         --id) {
        if (function < functions.size() && raw(functions[function].object) == id) {
            ++function;
        } else if (item < statics.size() && raw(statics[item].object) == id) {
            ++item;
        } else {
            return flaws.add(fmt::format(
                "no static or function has the id {:#x}, or their ids do not descend", id));
        }
    }
}

}  // namespace

void check_sizes(const Program& program, Flaws& flaws) {
    if (program.read_only_data % 8 != 0 || program.read_only_data > program.data.size()) {
        flaws.add("the read-only part of data does not end at a word of data");
    }
    if (!Layout::fits(program, Layout::page, Layout::page)) {
        flaws.add("code, data and bss are larger than the address space, or bss than 256 MiB");
    }
    // Their ids must leave room for blocks; so many do not fit in code and data in any case.
    if (program.functions.size() + program.statics.size() > topmost_id / 2) {
        flaws.add("there are more functions and statics than ids");
    }
}

void check_functions(const Program& program, Flaws& flaws) {
    if (!check_tiling(program, flaws)) return;
    std::vector<std::string_view> names;
    names.reserve(program.functions.size());
    for (std::size_t i = 0; i < program.functions.size() && !flaws.full(); ++i) {
        const Function& function = program.functions[i];
        names.push_back(function.name);
        check_name(function.name, fmt::format("function {}", i), flaws);
        FunctionCheck(program, function, flaws).check();
    }
    check_unique(std::move(names), "functions", flaws);
    check_main(program, flaws);
    check_ids(program, flaws);
}

}  // namespace freehold
