// SPDX-License-Identifier: MIT
#include "vm/cli/catalogue.hpp"
#include "vm/cli/commands.hpp"

namespace freehold::cli {

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> commands{
        {.name = "run",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "run a program and report what happens to its memory",
         .details =
             {"FILE is a program (.fh) or an image (.fhx); which of them, its content tells. `-` "
              "is standard input; the program then has no input of its own unless --input names "
              "it.",
              "The program is verified first: what breaks a rule of ownership on some way is told "
              "and does not run, and the status is 100. With --no-verify it runs all the same, and "
              "the machine stops it where the rule is broken.",
              "The program's output goes to standard output, reports to standard error. With "
              "--format=json standard output is one JSON document (freehold/run-report) and the "
              "program's output is its field `output`.",
              "--report takes groups or single kinds of events, separated by commas: heap "
              "(alloc, free, forget), moves, ends (exit and fault, as one line), scopes, "
              "borrows, copies, writes, calls, io, leaks, incidents (what --enforce let pass); all "
              "or "
              "none. Without it: heap,moves,ends,incidents. After 1,000 lines the rest is "
              "counted."},
         .examples = {"freehold run programs/seed/04_ownership.fh",
                      "freehold run -D N=1000 --report=none programs/kernels/sieve.fh",
                      "freehold run --format=json program.fh > report.json"},
         .run = run_command},
        {.name = "check",
         .synopsis = "FILE...",
         .fewest = 1,
         .most = 10'000,
         .operands = Operands::Programs,
         .summary = "prove programs without running them, or say what is wrong",
         .details =
             {"Assembles and verifies. Prints a line for each file that is in order: what it takes "
              "of memory, and how deep its stack can get. Problems go to standard error. Ends with "
              "1 "
              "when one was found. A file of functions without `main` is a library, and in order "
              "as "
              "one.",
              "--states prints what the verifier knows before each line: what a slot holds, to "
              "whom "
              "it is lent, and whether it may be read, given a value, or moved away. --drops lists "
              "each drop at the end of a scope: static (it always frees), dead (there is nothing "
              "to "
              "free), or conditional (a flag decides while the program runs), with where the flag "
              "is "
              "set and cleared. Functions of included files are shown where those are checked.",
              "--format=json writes one document (freehold/check), with --states and --drops as "
              "fields; --format=sarif one in SARIF 2.1.0, for code scanning and editors."},
         .examples = {"freehold check *.fh", "freehold check --states --drops program.fh",
                      "freehold check --format=sarif program.fh > program.sarif"},
         .run = check_command},
        {.name = "trace",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "show each step of a run, and what it changed in memory",
         .details =
             {"Runs the program as `run` does, and writes for each step its source line, its "
              "instruction, and what changed: code (where it goes on, if not behind itself), "
              "stack, "
              "heap, data and BSS, each place by its name with its old and new value; then what "
              "happened to blocks, owners, borrows and frames. What the program prints is part of "
              "the trace, on standard output or in the file of -o; faults and leaks are told on "
              "standard error. Ends with the status that `run` ends with.",
              "--only takes what --report of `run` takes, and segments: code, stack, heap, data, "
              "bss. "
              "Writes and copies are told only when asked for, since the changes say the same.",
              "--format=jsonl writes one event per line in JSON, from which all memory can be "
              "rebuilt "
              "at each step (freehold/trace, docs/trace-format.md); --format=chrome what "
              "ui.perfetto.dev and chrome://tracing show."},
         .examples = {"freehold trace --last=20 programs/mistakes/f302_use_after_free.fh",
                      "freehold trace --only=heap,moves program.fh",
                      "freehold trace --function=sort --every-line program.fh",
                      "freehold trace --format=jsonl -o program.jsonl program.fh"},
         .run = trace_command},
        {.name = "debug",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "step through a run, forwards and backwards, and ask about its memory",
         .details =
             {"Takes commands from a terminal, with editing, history and completion (Tab), or from "
              "a "
              "pipe or file on standard input; `help` lists them (docs/debugging.md). Every step "
              "of "
              "the run can be visited, also those before a fault: `back step`, `back continue`, "
              "`goto 31`.",
              "The program's input is that of --input alone; what it prints is shown after `| `. "
              "Ctrl-C ends a command, not the debugger. Commands that do not come from a terminal "
              "are "
              "shown with their answers; when one of them was refused, the status is 1."},
         .examples =
             {"freehold debug programs/seed/04_ownership.fh",
              "freehold debug --no-verify --goto=end programs/mistakes/f302_use_after_free.fh",
              "freehold debug --do='break free; continue; heap' program.fh"},
         .run = debug_command},
        {.name = "compare",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "show what the verifier says beside what happens without it",
         .details =
             {"Verifies the program, then runs it three times with the same input: so that a "
              "broken "
              "rule stops it (--enforce=ownership), so that only harm to memory does (memory), and "
              "with nothing checked, as a compiled program would run (none). Says of each run how "
              "it "
              "ended, which rules were broken, and what harm was done to whose memory. That a rule "
              "is broken and that memory is harmed are two things.",
              "Where the program with this input does not get to what the verifier found, a run is "
              "looked for that does: with branches forced, or, where no --input is given, with `1` "
              "in "
              "every line as its input. It is said where that was done.",
              "Also with nothing checked, scopes free what they own; in C nothing is freed unless "
              "the "
              "program says so.",
              "Ends with 1 when the verifier found something, or a run faulted, broke a rule or "
              "harmed "
              "memory; else with 0, whatever the program's own status is."},
         .examples = {"freehold compare programs/mistakes/f302_use_after_free.fh",
                      "freehold compare --format=json program.fh > comparison.json"},
         .run = compare_command},
        {.name = "quiz",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "ask questions about a run: predict, then look",
         .details =
             {"Runs the program once, every rule checked, and asks about that run: in which "
              "segment something is, who owns a block now, what may still be used, which block "
              "is freed next and by which line, how deep the stack is, what is printed, where the "
              "run stops. After each answer it says why, and which command shows it. Answers "
              "come from a terminal or a pipe; the program's input is that of --input alone.",
              "What the verifier rejects is asked about, too: where it is rejected, and what "
              "happens when it runs all the same. With --no-verify the verifier is not asked.",
              "--ask takes kinds of questions: verdict, segment, owner, valid, same-block, alive, "
              "next-free, freed-by, depth, prints, left, ends, fault.",
              "--print and --key write the questions down, for paper; --answers grades answers "
              "that are there already; --format=json writes one document (freehold/quiz), with "
              "questions and answers, for a course's own pages.",
              "Ends with 1 when an answer was asked for and not right."},
         .examples = {"freehold quiz programs/seed/04_ownership.fh",
                      "freehold quiz --seed=7 --ask=owner,next-free program.fh",
                      "freehold quiz --key program.fh > key.txt",
                      "freehold quiz --answers=b,a,3 --count=3 program.fh"},
         .run = quiz_command},
        {.name = "heap-compare",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "run a program under every allocator, and compare how they use the heap",
         .details =
             {"Runs the program seven times with the same input, once under each of the policies "
              "that --heap-policy of `run` takes, and prints a row for each: how it ended, how "
              "large the heap became, how much of that was asked for at once, how much was free "
              "when it had to grow all the same (external fragmentation), how much of the blocks "
              "is padding (internal fragmentation), and what searching took (docs/heap.md).",
              "A program that faults under some policies alone, because the heap is too small, "
              "is told as such. Ends with 1 when the program ends by itself under none of them; "
              "else with 0, whatever its own status is."},
         .examples = {"freehold heap-compare programs/lessons/20_heap_policies.fh",
                      "freehold heap-compare --heap=8K --coalesce=off program.fh",
                      "freehold heap-compare --format=json program.fh > policies.json"},
         .run = heap_compare_command},
        {.name = "grade",
         .synopsis = "ASSIGNMENT SUBMISSION...",
         .fewest = 1,
         .most = 100'000,
         .operands = Operands::Folders,
         .summary = "grade submissions on what they do to memory",
         .details =
             {"ASSIGNMENT is a folder with a rubric.toml (docs/grading.md), a SUBMISSION a file, "
              "or a folder with the file that the rubric names. Each test runs in a process of its "
              "own, within its limits of steps, output, memory and time: one that never ends costs "
              "one test. What cannot be read or graded is told, and the others are graded all the "
              "same.",
              "One submission is reported in full, several as a table; --reports writes a file for "
              "each. --format: json (freehold/grades), csv, gradescope (results.json), classroom "
              "(GitHub), junit, tap.",
              "--validate grades what is known: the reference solution, the starter, and the wrong "
              "answers that the rubric lists. --export writes what students get, in which nothing "
              "is hidden; --student grades as they can. --gradescope-zip writes an autograder for "
              "Gradescope, with this binary in it.",
              "Ends with 0 when every submission has full marks, else with 1."},
         .examples = {"freehold grade programs/assignments/04_owned_list list.fh",
                      "freehold grade --format=csv -o marks.csv 04_owned_list submissions/*.fh",
                      "freehold grade --validate programs/assignments/*/",
                      "freehold grade --export=handout programs/assignments/04_owned_list"},
         .run = grade_command},
        {.name = "asm",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "assemble a program into an image (.fhx)",
         .details =
             {"The image holds everything reports need, the source text included; --strip leaves "
              "out text and places. Without -o the image is written beside FILE, named FILE "
              "with .fhx instead of .fh. A line on standard error says what its bytes are, unless "
              "-q "
              "is given."},
         .examples = {"freehold asm program.fh -o program.fhx"},
         .run = asm_command},
        {.name = "dis",
         .synopsis = "FILE",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Programs,
         .summary = "show the instructions of a program or image",
         .details =
             {"The text is a program again: it assembles to the same image. Its first line is "
              "`.expanded`: one line is one instruction, and nothing is inserted."},
         .examples = {"freehold dis program.fhx", "freehold dis --listing program.fh"},
         .run = dis_command},
        {.name = "explain",
         .synopsis = "[CODE|INSTRUCTION|TERM]...",
         .fewest = 0,
         .most = 100,
         .operands = Operands::Topics,
         .summary = "explain codes, instructions or terms",
         .details =
             {"A code of the Rust compiler (E0382) is explained by ours that stand beside it."},
         .examples = {"freehold explain F302", "freehold explain bnull", "freehold explain frame",
                      "freehold explain --list"},
         .run = explain_command},
        {.name = "examples",
         .synopsis = "[NAME]",
         .fewest = 0,
         .most = 1,
         .operands = Operands::Examples,
         .summary = "list the sample programs, or print one",
         .details = {"NAME is the path that the list shows, or its last part."},
         .examples = {"freehold examples", "freehold examples 04_ownership > my.fh"},
         .run = examples_command},
        {.name = "help",
         .synopsis = "[COMMAND]",
         .fewest = 0,
         .most = 1,
         .operands = Operands::Commands,
         .summary = "show the commands, or the options of one",
         .run = help_command},
        {.name = "version", .summary = "show the version", .run = version_command},
        {.name = "docs-tables",
         .synopsis = "DIR",
         .fewest = 1,
         .most = 1,
         .operands = Operands::Folders,
         .hidden = true,
         .summary = "write the generated files of docs/ into DIR",
         .run = tables_command},
    };
    return commands;
}

}  // namespace freehold::cli
