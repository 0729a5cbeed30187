// SPDX-License-Identifier: MIT
// The binary as a user meets it: streams, their order, exit statuses.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace freehold::cli {
namespace {

struct Ended {
    int status;
    std::string output;  ///< standard output, or what the command makes of it
};

/// Runs a shell command in a folder of its own; $F is the binary.
class CommandLine : public testing::Test {
protected:
    CommandLine() {
        std::string name = "/tmp/freehold_cli_XXXXXX";
        if (mkdtemp(name.data()) != nullptr) m_folder = name;
    }
    ~CommandLine() override { std::filesystem::remove_all(m_folder); }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }

    std::string read(const std::string& name) {
        std::ifstream file(m_folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    Ended shell(const std::string& command) {
        const std::string line =
            "cd " + m_folder.string() + " && F='" FREEHOLD_BINARY "' && " + command;
        FILE* pipe = popen(line.c_str(), "r");
        std::array<char, 4096> buffer{};
        std::string output;
        for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
            output.append(buffer.data(), n);
        }
        const int status = pclose(pipe);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output};
    }

    /// Runs each command that the report of a run shows, as if pasted; gives what was shown.
    std::string paste_commands(const std::string& run, int status) {
        EXPECT_EQ(shell(run + " --report-file=r.json 2>&1").status, status) << run;
        std::string shown;
        const auto document = nlohmann::json::parse(read("r.json"));
        for (const std::string command : document["fault"]["commands"]) {
            const bool runs = command.rfind("freehold run ", 0) == 0;
            const Ended ended = shell("$F" + command.substr(8) + " 2>&1 </dev/null");
            EXPECT_EQ(ended.status, runs ? status : 0) << command;
            if (command.rfind("freehold debug ", 0) == 0) {
                EXPECT_NE(ended.output.find(": stopped by F"), std::string::npos) << ended.output;
            }
            shown += command + "\n";
        }
        return shown;
    }

    std::filesystem::path m_folder;
};

constexpr const char* hello =
    "data WORD: bytes = \"hello\"\n"
    "fn main() {\n    local s: own bytes\n    new s, WORD\n    print \"{}\", s\n    ret\n}\n";
constexpr const char* endless = "fn main() {\nagain:\n    jmp again\n}\n";
constexpr const char* echo =
    "fn main() {\n    local n: int\n    read_int n\n    print \"{}\\n\", n\n    ret\n}\n";

TEST_F(CommandLine, output_and_reports_are_two_streams) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F run x.fh 2>err").output, "hello");
    EXPECT_EQ(read("err").substr(0, 5), "alloc");
    EXPECT_EQ(shell("$F run -q x.fh 2>&1").output, "hello");
}

TEST_F(CommandLine, in_one_stream_they_stand_in_the_order_in_which_they_happened) {
    write("x.fh", hello);
    const std::string all = shell("$F run x.fh 2>&1").output;
    const auto output = all.find("\nhello\n");
    ASSERT_NE(output, std::string::npos) << all;
    EXPECT_LT(all.find("alloc"), output);
    EXPECT_GT(all.find("free"), output);
}

TEST_F(CommandLine, the_exit_status_is_the_programs_own) {
    write("x.fh", "fn main() {\n    exit 42\n}\n");
    EXPECT_EQ(shell("$F run -q x.fh").status, 42);
}

TEST_F(CommandLine, a_rejected_program_ends_with_100_and_check_with_1) {
    write("x.fh", "fn main() {\n    foo\n    ret\n}\n");
    EXPECT_EQ(shell("$F run x.fh 2>&1").status, 100);
    EXPECT_EQ(shell("$F check x.fh 2>&1").status, 1);
    EXPECT_EQ(shell("$F asm x.fh 2>&1").status, 100);
}

TEST_F(CommandLine, a_fault_ends_with_101_and_is_told_even_when_quiet) {
    write("x.fh", "fn main() {\n    panic \"no\"\n}\n");
    const Ended ended = shell("$F run -q x.fh 2>&1");
    EXPECT_EQ(ended.status, 101);
    EXPECT_EQ(ended.output.substr(0, 11), "error[F504]");
}

TEST_F(CommandLine, limits_end_with_102) {
    write("x.fh", endless);
    EXPECT_EQ(shell("$F run --max-steps=1K x.fh 2>&1").status, 102);
    EXPECT_EQ(shell("$F run --max-time=50ms x.fh 2>&1").status, 102);
}

TEST_F(CommandLine, leaks_end_with_103_where_they_are_errors) {
    write(
        "x.fh",
        "fn main() {\n    local p: raw u8\n    unsafe {\n        alloc p, 8\n    }\n    ret\n}\n");
    EXPECT_EQ(shell("$F run x.fh 2>&1").status, 0);
    const Ended ended = shell("$F run -q --leaks=error x.fh 2>&1");
    EXPECT_EQ(ended.status, 103);
    EXPECT_EQ(ended.output.substr(0, 11), "error[F401]");
}

TEST_F(CommandLine, wrong_usage_ends_with_104) {
    for (const char* words :
         {"", "rnu x.fh", "run", "run --stak=1 x.fh", "explain nonsense", "examples nonsense",
          "x.fh", "--color=never run x.fh", "run --heap=3G --stack=3G x.fh"}) {
        write("x.fh", hello);
        EXPECT_EQ(shell(std::string{"$F "} + words + " 2>&1").status, 104) << words;
    }
}

TEST_F(CommandLine, what_cannot_be_read_or_written_ends_with_105) {
    write("x.fh", hello);
    for (const char* command :
         {"$F run missing.fh", "$F run .", "$F run --input=missing x.fh", "$F run x.fh >/dev/full",
          "$F run x.fh >&-", "$F run --report-file=/dev/full x.fh", "$F asm x.fh -o /dev/full",
          "$F run --record=missing/file x.fh"}) {
        EXPECT_EQ(shell(std::string{"("} + command + ") 2>&1").status, 105) << command;
    }
}

TEST_F(CommandLine, a_record_that_cannot_be_kept_is_told_before_the_run) {
    write("x.fh", hello);
    const Ended ended = shell("$F run --record=missing/file x.fh 2>&1");
    EXPECT_EQ(ended.status, 105);
    EXPECT_EQ(ended.output, "error: cannot write `missing/file`: no such file or directory\n");
}

TEST_F(CommandLine, messages_that_are_lost_end_with_105) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F run x.fh 2>/dev/full").status, 105);
    EXPECT_EQ(shell("$F check missing.fh 2>/dev/full").status, 105);
    EXPECT_EQ(shell("$F run -q x.fh 2>/dev/full").status, 0) << "nothing to say";
    EXPECT_EQ(shell("$F run x.fh 2>&-").status, 0) << "nobody listens";
}

TEST_F(CommandLine, a_closed_pipe_ends_quietly) {
    write("x.fh", "fn main() {\nagain:\n    print \"yes\\n\"\n    jmp again\n}\n");
    EXPECT_EQ(shell("$F run -q x.fh 2>err | head -n 1").output, "yes\n");
    EXPECT_EQ(read("err"), "");
}

TEST_F(CommandLine, an_interrupt_tells_where_the_program_was_and_ends_with_130) {
    write("x.fh", endless);
    const Ended ended =
        shell("{ $F run -q x.fh 2>&1 & sleep 0.3; kill -INT $!; wait $!; echo status $?; }");
    EXPECT_EQ(ended.output.substr(0, 21), "interrupted in `main`");
    EXPECT_NE(ended.output.find("freehold debug --goto="), std::string::npos);
    EXPECT_NE(ended.output.find("status 130\n"), std::string::npos) << ended.output;
}

// `timeout` signals its child and the child's group.
TEST_F(CommandLine, two_interrupts_at_once_are_one) {
    write("x.fh", endless);
    const Ended ended = shell(
        "{ $F run -q x.fh 2>&1 & sleep 0.3; kill -INT $!; kill -INT $!; wait $!; echo status $?; "
        "}");
    EXPECT_EQ(ended.output.substr(0, 21), "interrupted in `main`");
    EXPECT_NE(ended.output.find("status 130\n"), std::string::npos) << ended.output;
}

TEST_F(CommandLine, input_is_standard_input_or_a_file) {
    write("x.fh", echo);
    write("in", "8");
    EXPECT_EQ(shell("echo 7 | $F run -q x.fh").output, "7\n");
    EXPECT_EQ(shell("echo 7 | $F run -q --input=in x.fh").output, "8\n");
    EXPECT_EQ(shell("$F run -q --input=in - <x.fh").output, "8\n");
    EXPECT_EQ(shell("$F run -q - <x.fh 2>&1").status, 101);
}

TEST_F(CommandLine, record_keeps_the_input_that_was_read) {
    write("x.fh", echo);
    shell("printf '7 and more' | $F run -q --record=in x.fh");
    EXPECT_EQ(read("in"), "7");
}

TEST_F(CommandLine, a_constant_is_overridden) {
    write("x.fh", "const N = 1\nfn main() {\n    exit N\n}\n");
    EXPECT_EQ(shell("$F run -q -D N=9 x.fh").status, 9);
    EXPECT_EQ(shell("$F run -q -D M=9 x.fh 2>&1").status, 100);
}

TEST_F(CommandLine, the_commands_that_a_report_shows_can_be_pasted) {
    write("a b.fh",
          "const N = 1\nfn main() {\n    local x: int\n    const x, 7\n"
          "    assert N, \"N is {}\", x\n    ret\n}\n");
    EXPECT_EQ(paste_commands("$F run --heap 1M -D N=0 'a b.fh'", 101),
              "freehold explain F503\n"
              "freehold debug --goto=2 -D N=0 --heap=1M 'a b.fh'\n");
    ASSERT_EQ(shell("$F asm -D N=0 'a b.fh' -o i.fhx").status, 0);
    EXPECT_EQ(paste_commands("$F run i.fhx", 101),
              "freehold explain F503\n"
              "freehold debug --goto=2 i.fhx\n");
}

TEST_F(CommandLine, an_image_runs_as_its_text_does) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F asm -q x.fh && $F run -q x.fhx").output, "hello");
    EXPECT_EQ(shell("$F dis x.fhx -o y.fh && $F asm -q y.fh && cmp x.fhx y.fhx").status, 0);
    EXPECT_EQ(shell("$F asm -q --strip x.fh && $F run -q x.fhx").output, "hello");
}

TEST_F(CommandLine, a_file_is_never_overwritten_by_its_own_image) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F asm x.fh -o ./x.fh 2>&1").status, 104);
    EXPECT_EQ(read("x.fh"), hello);
}

TEST_F(CommandLine, a_file_that_is_included_is_not_overwritten_either) {
    write("part.fh", "const N = 1\n");
    write("x.fh", "include \"part.fh\"\nfn main() {\n    exit N\n}\n");
    for (const char* words : {"asm x.fh -o part.fh", "dis x.fh -o part.fh",
                              "run x.fh --record=part.fh", "run x.fh --report-file=part.fh"}) {
        EXPECT_EQ(shell(std::string{"$F "} + words + " 2>&1").status, 104) << words;
        EXPECT_EQ(read("part.fh"), "const N = 1\n") << words;
    }
}

TEST_F(CommandLine, a_run_never_overwrites_what_it_reads) {
    write("x.fh", echo);
    write("in", "1 2 3\n4\n");
    shell("ln -s x.fh soft && ln in hard && mkdir folder");
    for (const char* words :
         {"--record=x.fh x.fh", "--report-file=folder/../x.fh x.fh", "--record=soft x.fh",
          "--input=in --record=in x.fh", "--input=in --report-file=./hard x.fh",
          "--record=in x.fh <in", "--record=x.fh --input=in - <x.fh",
          "--record=in --no-verify x.fh <in"}) {
        const Ended ended = shell(std::string{"echo 5 | $F run -q "} + words + " 2>&1");
        EXPECT_EQ(ended.status, 104) << words;
        EXPECT_NE(ended.output.find("is read, and `--re"), std::string::npos) << ended.output;
        EXPECT_EQ(read("x.fh"), echo) << words;
        EXPECT_EQ(read("in"), "1 2 3\n4\n") << words;
    }
}

TEST_F(CommandLine, a_file_beside_the_written_one_is_left_alone) {
    write("x.fh", hello);
    write("x.fhx.part", "mine");
    EXPECT_EQ(shell("$F asm -q x.fh").status, 0);
    EXPECT_EQ(read("x.fhx.part"), "mine");
}

TEST_F(CommandLine, a_run_does_not_write_two_outputs_to_one_file) {
    write("x.fh", echo);
    shell("ln -s later link");
    for (const char* words : {"--record=y --report-file=y", "--record=./y --report-file=y",
                              "--record=later --report-file=link"}) {
        const Ended ended = shell(std::string{"echo 5 | $F run -q x.fh "} + words + " 2>&1");
        EXPECT_EQ(ended.status, 104) << words;
        EXPECT_NE(ended.output.find("would overwrite each other"), std::string::npos);
        EXPECT_FALSE(std::filesystem::exists(m_folder / "y")) << words;
    }
    EXPECT_EQ(shell("echo 5 | $F run -q x.fh --record=/dev/null --report-file=/dev/null").status,
              0);
}

TEST_F(CommandLine, json_is_one_document_on_standard_output_and_nothing_else) {
    write("x.fh", hello);
    const Ended ended = shell("$F run --format=json x.fh 2>err");
    EXPECT_EQ(ended.status, 0);
    const auto document = nlohmann::json::parse(ended.output);
    EXPECT_EQ(document["output"], "hello");
    EXPECT_EQ(document["events"][0]["to"]["name"], "main.s");
    EXPECT_EQ(document["summary"]["freed"], 1);
    EXPECT_EQ(read("err"), "");
}

TEST_F(CommandLine, a_report_file_holds_the_same_beside_the_lines) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F run --report-file=r.json x.fh 2>err").output, "hello");
    EXPECT_EQ(nlohmann::json::parse(read("r.json"))["output"], "hello");
    EXPECT_NE(read("err"), "");
}

TEST_F(CommandLine, the_map_shows_the_segments_before_and_after) {
    write("x.fh", hello);
    shell("$F run -q --map x.fh 2>err");
    const std::string map = read("err");
    EXPECT_NE(map.find("segments at the start\n"), std::string::npos);
    EXPECT_NE(map.find("segments at the end\n"), std::string::npos);
    EXPECT_NE(map.find("\ncode    r-x   0x00001000"), std::string::npos);
}

TEST_F(CommandLine, the_readme_shows_runs_as_they_are) {
    std::ifstream file(FREEHOLD_SOURCE_DIR "/README.md");
    const std::string readme{std::istreambuf_iterator<char>(file), {}};
    for (const std::string path :
         {"programs/seed/04_ownership.fh", "programs/mistakes/f102_use_after_move.fh"}) {
        const Ended ended =
            shell("cd '" FREEHOLD_SOURCE_DIR "' && COLUMNS=80 $F run " + path + " 2>&1");
        EXPECT_NE(readme.find("$ freehold run " + path + "\n" + ended.output + "```"),
                  std::string::npos)
            << ended.output;
    }
}

TEST_F(CommandLine, check_has_a_line_for_each_file_in_order) {
    write("x.fh", hello);
    EXPECT_EQ(shell("$F check x.fh").output.rfind("ok  x.fh\n    1 function, 4 instructions; ", 0),
              0u);
    EXPECT_EQ(shell("$F check -q x.fh").output, "");
    EXPECT_TRUE(
        nlohmann::json::parse(shell("$F check --format=json x.fh").output)["files"][0]["ok"]);
}

TEST_F(CommandLine, explain_knows_codes_instructions_and_terms) {
    EXPECT_NE(shell("$F explain F302").output.find("F302"), std::string::npos);
    EXPECT_NE(shell("$F explain bnull").output.find("bnull s, L"), std::string::npos);
    EXPECT_NE(shell("$F explain frame").output.find("stack"), std::string::npos);
    EXPECT_NE(shell("$F explain fram 2>&1").output.find("did you mean `frame`?"),
              std::string::npos);
}

TEST_F(CommandLine, explain_knows_the_codes_of_rustc) {
    const std::string both = shell("$F explain E0382").output;
    EXPECT_NE(both.find("F102: use of a moved value"), std::string::npos) << both;
    EXPECT_NE(both.find("F103: "), std::string::npos);
    const Ended none = shell("$F explain E9999 2>&1");
    EXPECT_EQ(none.status, 104);
    EXPECT_EQ(none.output.find("did you mean"), std::string::npos) << none.output;
}

TEST_F(CommandLine, examples_are_listed_and_printed) {
    EXPECT_NE(shell("$F examples").output.find("seed/04_ownership"), std::string::npos);
    EXPECT_EQ(shell("$F examples 04_ownership >a.fh && $F run -q a.fh").output, "hello\n");
}

TEST_F(CommandLine, the_library_and_the_examples_are_found_from_the_binary) {
    shell("mkdir -p away/build/dev away/programs/lib away/programs/seed && cp $F away/build/dev");
    write("away/programs/lib/string.fh", "const N = 7\n");
    write("away/programs/seed/mine.fh", "; mine\n");
    write("x.fh", "include <string.fh>\nfn main() {\n    exit N\n}\n");
    EXPECT_EQ(shell("away/build/dev/freehold run -q x.fh").status, 7);
    EXPECT_EQ(shell("away/build/dev/freehold examples mine").output, "; mine\n");
    EXPECT_EQ(shell("mv away moved && moved/build/dev/freehold run -q x.fh").status, 7);
}

TEST_F(CommandLine, a_program_that_cannot_be_read_has_its_code_everywhere) {
    for (const char* command : {"run", "check", "compare", "asm", "dis"}) {
        const Ended ended = shell(std::string{"$F "} + command + " missing.fh 2>&1");
        EXPECT_EQ(ended.status, 105) << command;
        EXPECT_EQ(ended.output.rfind("error[F001]: cannot read `missing.fh`: no such file or "
                                     "directory\n",
                                     0),
                  0u)
            << ended.output;
    }
}

TEST_F(CommandLine, a_program_from_standard_input_is_to_be_put_in_a_file_to_run_again) {
    write("x.fh", "fn main() {\n    local x: int\n    print \"{}\", x\n    ret\n}\n");
    for (const char* command :
         {"$F run - <x.fh", "$F run --no-verify - <x.fh", "$F compare - <x.fh"}) {
        const std::string said = shell(std::string{command} + " 2>&1").output;
        EXPECT_NE(said.find(" FILE   (with the program in FILE)"), std::string::npos) << said;
        EXPECT_EQ(said.find(" -\n"), std::string::npos) << said;
    }
}

TEST_F(CommandLine, the_last_line_names_every_code_that_was_reported) {
    write("x.fh", "fn main() {\n    foo\n    const y, 1\n    ret\n}\n");
    const std::string said = shell("$F check x.fh 2>&1").output;
    EXPECT_NE(said.find("to read more: freehold explain F007 F009\n"), std::string::npos) << said;
    EXPECT_EQ(shell("$F explain F007 F009").status, 0);
}

TEST_F(CommandLine, explain_takes_topics_of_several_words) {
    const std::string both = shell("$F explain borrow mut").output;
    EXPECT_NE(both.find("an exclusive borrow of P"), std::string::npos) << both;
    EXPECT_EQ(shell("$F explain slot frame").status, 0);
    EXPECT_EQ(shell("$F explain slot flame 2>&1").status, 104);
}

TEST_F(CommandLine, asm_says_what_the_bytes_of_the_image_are) {
    write("x.fh", "bss ROOM: [512 x int]\nfn main() {\n    ret\n}\n");
    const std::string said = shell("$F asm x.fh 2>&1").output;
    EXPECT_EQ(said.find("wrote x.fhx: "), 0u) << said;
    EXPECT_NE(said.find("code 16, data 0"), std::string::npos) << said;
    EXPECT_NE(said.find("BSS of 4,096 bytes takes none of them"), std::string::npos) << said;
    EXPECT_EQ(shell("$F asm -q x.fh 2>&1").output, "");
    EXPECT_EQ(shell("$F asm x.fh -o - 2>&1 >image").output, "");
}

TEST_F(CommandLine, check_takes_functions_without_main_for_a_library) {
    write("x.fh", "fn f() {\n    ret\n}\n");
    const Ended checked = shell("$F check x.fh");
    EXPECT_EQ(checked.status, 0);
    EXPECT_EQ(checked.output, "ok  x.fh  a library: it has no `main`, 1 function\n");
    EXPECT_EQ(shell("$F run x.fh 2>&1").status, 100);
    write("empty.fh", "; nothing\n");
    EXPECT_EQ(shell("$F check empty.fh 2>&1").status, 1);
}

TEST_F(CommandLine, an_unknown_event_lists_the_groups_there_are) {
    write("x.fh", hello);
    const std::string said = shell("$F run --report=foo x.fh 2>&1").output;
    EXPECT_NE(said.find("it takes the groups `all`, `none`, `heap`"), std::string::npos) << said;
    const std::string near = shell("$F run --report=allok x.fh 2>&1").output;
    EXPECT_NE(near.find("did you mean `alloc`?"), std::string::npos) << near;
}

TEST_F(CommandLine, a_listing_shows_addresses_bytes_and_source_lines) {
    write("x.fh",
          "data N: int = 258\nfn main() {\n    local x: int\n    const x, 10\n    ret\n}\n");
    const std::string text = shell("$F dis --listing x.fh").output;
    EXPECT_NE(text.find("  00001000  0000 0000 0000 0000 0a00000000000000  const x, 10"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("; 4: const x, 10\n"), std::string::npos) << text;
    EXPECT_NE(text.find("  00002000  0201 0000 0000 0000"), std::string::npos) << text;
}

TEST_F(CommandLine, examples_come_in_the_order_of_reading) {
    const std::string text = shell("$F examples --names").output;
    std::size_t before = 0;
    for (const char* first : {"seed/01", "lessons/01", "mistakes/", "kernels/", "lib/string\n"}) {
        const auto at = text.find(first);
        ASSERT_NE(at, std::string::npos) << first;
        EXPECT_LE(before, at) << first;
        before = at;
    }
    EXPECT_EQ(shell("$F examples").output.find("churn: "), std::string::npos);
}

}  // namespace
}  // namespace freehold::cli
