// SPDX-License-Identifier: MIT
// The twins in C as peers.
#include <unistd.h>

#include "tests/bench/compare/peer.hpp"
#include "tests/bench/compare/programs.hpp"

namespace freehold::bench {
namespace {

const std::string at_o2 = FREEHOLD_TWINS_DIR;
const std::string at_o0 = FREEHOLD_TWINS_DIR "-O0";
const std::string with_asan = FREEHOLD_TWINS_DIR "-asan";
const std::string as_wasm = FREEHOLD_TWINS_DIR "-wasm";

const std::string compiler = FREEHOLD_C_COMPILER;

/// Why the twins of a folder cannot run; empty: they can.
std::string missing_twins(const std::string& folder) {
    if (compiler.rfind("GNU", 0) != 0) return "the twins were compiled by " + compiler;
    // All of a folder are built together.
    if (access((folder + "/fib").c_str(), X_OK) == 0) return {};
    return folder == with_asan ? "the compiler has no address sanitizer, or they were not built"
                               : "these twins were not built";
}

Peer compiled(const std::string& name, const std::string& checks, const std::string& folder) {
    Peer peer{name, checks, {}, missing_twins(folder), {}, {}};
    if (peer.missing.empty()) peer.version = compiler;
    peer.command = [folder](const Kernel& kernel) { return twin_command(kernel, folder); };
    return peer;
}

Peer watched(const std::string& name, const std::string& checks, const std::string& folder) {
    const std::string valgrind = find_program({"valgrind"});
    Peer peer = compiled(name, checks, folder);
    peer.command = [valgrind, folder](const Kernel& kernel) {
        Command command{valgrind, "-q", "--error-exitcode=99"};
        for (const std::string& word : twin_command(kernel, folder)) command.push_back(word);
        return command;
    };
    if (valgrind.empty()) {
        peer.version.clear();
        peer.missing = "`valgrind` is not on PATH";
    } else if (peer.missing.empty()) {
        peer.version = version_line({valgrind, "--version"});
    }
    return peer;
}

Peer wasm3() {
    const std::string path = find_program({"wasm3"});
    Peer peer{"wasm3", "whether an address lies inside the module's memory", {}, {}, {}, {}};
    if (path.empty()) {
        peer.missing = "`wasm3` is not on PATH";
    } else if (access((as_wasm + "/fib.wasm").c_str(), R_OK) != 0) {
        peer.missing = "the twins were not built as WebAssembly: configure FREEHOLD_WASM_CC";
    } else {
        peer.version = version_line({path, "--version"});
    }
    peer.command = [path](const Kernel& kernel) {
        return Command{path, as_wasm + "/" + kernel.name + ".wasm", std::to_string(kernel.n)};
    };
    return peer;
}

}  // namespace

// Memcheck's manual asks for -O0 or -O1, where each local is in memory, so that it sees its reads;
// at -O2 it has less to look at and is quicker. The bar is set against the quicker.
std::vector<Peer> twin_peers() {
    return {
        compiled("gcc-O2", "nothing", at_o2),
        compiled("gcc-O0", "nothing", at_o0),
        compiled("asan", "whether each access meets memory that is alive; -O2", with_asan),
        watched("memcheck",
                "liveness of each access, initialised bits where a branch or address "
                "depends on them; twins at -O2",
                at_o2),
        watched("memcheck-O0", "the same, of locals too; twins at -O0 -g", at_o0),
        wasm3(),
    };
}

}  // namespace freehold::bench
