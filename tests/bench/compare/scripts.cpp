// SPDX-License-Identifier: MIT
// Languages that run a text, as peers.
#include <fmt/format.h>

#include "tests/bench/compare/peer.hpp"
#include "tests/bench/compare/programs.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

constexpr const char* dynamic_checks =
    "the type of each operand; a missing place of a table is nil; frees by a collector";

/// A peer that runs tests/bench/FOLDER/KERNEL.ENDING.
Peer script_peer(const std::string& name, const Command& launcher, const std::string& folder,
                 const std::string& ending) {
    Peer peer{name, dynamic_checks, {}, {}, {}, {}};
    peer.command = [=](const Kernel& kernel) {
        Command command = launcher;
        command.push_back(fmt::format("{}/tests/bench/{}/{}.{}", FREEHOLD_SOURCE_DIR, folder,
                                      kernel.name, ending));
        command.push_back(std::to_string(kernel.n));
        return command;
    };
    return peer;
}

/// `lua` may be any version; what the kernels need came with 5.4.
Peer lua() {
    std::string path = find_program({"lua5.4", "lua54", "lua"});
    const std::string version = path.empty() ? path : version_line({path, "-v"});
    const bool fits = version.rfind("Lua 5.4", 0) == 0;
    Peer peer = script_peer("lua5.4", {path}, "lua", "lua");
    if (fits) peer.version = version;
    if (!fits) peer.missing = "Lua 5.4 is not on PATH, as `lua5.4` or `lua`";
    peer.left_out = {
        {"churn", "Lua has no block of bytes: a table filled in a loop would time that loop"}};
    return peer;
}

/// Where a number of 64 bits is in every step, LuaJIT would have to box or to cut each of them.
/// Where such numbers come once an element and the rest is the kernel, they are cut
/// (wrap_luajit.lua).
Peer luajit(const std::string& name, const std::vector<std::string>& options) {
    Command launcher{find_program({"luajit"})};
    const std::string path = launcher.front();
    launcher.insert(launcher.end(), options.begin(), options.end());
    Peer peer = script_peer(name, launcher, "lua", "lua");
    if (path.empty()) peer.missing = "`luajit` is not on PATH";
    if (!path.empty()) peer.version = version_line({path, "-v"});
    for (const char* kernel : {"loop", "churn", "list", "hash"}) {
        peer.left_out[kernel] =
            "LuaJIT's numbers are exact to 53 bits, and here every step wraps at 64";
    }
    return peer;
}

/// What `python3` starts may be a script that looks for the interpreter; its time is not Python's.
Peer python() {
    const std::string start = find_program({"python3"});
    const std::string path =
        start.empty() ? start : version_line({start, "-c", "import sys; print(sys.executable)"});
    Peer peer = script_peer("python3", {path, "-B"}, "python", "py");
    peer.checks = "the type of each operand and the place in each list; counts references";
    if (path.empty()) peer.missing = "`python3` is not on PATH";
    if (!path.empty()) peer.version = version_line({path, "--version"});
    return peer;
}

}  // namespace

std::vector<Peer> script_peers() {
    return {lua(), luajit("luajit-joff", {"-joff"}), luajit("luajit", {}), python()};
}

}  // namespace freehold::bench
