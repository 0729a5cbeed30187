// SPDX-License-Identifier: MIT
// What the places, blocks and instructions of a run are called. Reports ask this instead of a
// Machine, so that they can be tried on events made by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/event.hpp"
#include "freehold/ids.hpp"

namespace freehold {

class Machine;

class Names {
public:
    virtual ~Names() = default;
    /// "heap+0x10", "stack-0x28".
    virtual std::string place(Address address) const = 0;
    /// "main.s1", "block #4 +8"; empty for Nowhere.
    virtual std::string where(const Where& where) const = 0;
    /// "main.x", "main.y (line 7)": the locals whose slots lie between two of a frame, in order of
    /// declaration.
    virtual std::vector<std::string> locals(const Where& first, const Where& last) const = 0;
    /// "main"; empty for None.
    virtual std::string function(FunctionId function) const = 0;
    /// The word the instruction begins with: "drop", "ret".
    virtual std::string instruction(std::uint32_t index) const = 0;
    /// The memory the instruction names, as its source does: "[p].next"; empty when it names none.
    virtual std::string memory(std::uint32_t index) const = 0;
    /// "line 7", or "string.fh:7" of a program in several files; empty when it carries no spans.
    virtual std::string source(std::uint32_t index) const = 0;
    /// The same in parts: the file as the user named it, its line from 1, 0 when unknown.
    struct SourceLine {
        std::string file;
        std::uint32_t line = 0;
    };
    virtual SourceLine source_line(std::uint32_t index) const = 0;
    /// Columns the longest text of source() may take: so wide is its column.
    virtual std::uint32_t source_columns() const = 0;
};

/// Names of the things in a machine, which outlives them.
class MachineNames : public Names {
public:
    explicit MachineNames(const Machine& machine) : m_machine(machine) {}

    std::string place(Address address) const override;
    std::string where(const Where& where) const override;
    std::vector<std::string> locals(const Where& first, const Where& last) const override;
    std::string function(FunctionId function) const override;
    std::string instruction(std::uint32_t index) const override;
    std::string memory(std::uint32_t index) const override;
    std::string source(std::uint32_t index) const override;
    SourceLine source_line(std::uint32_t index) const override;
    std::uint32_t source_columns() const override;

private:
    const Machine& m_machine;
};

}  // namespace freehold
