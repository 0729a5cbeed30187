// SPDX-License-Identifier: MIT
#include "vm/cli/catalogue.hpp"

#include "vm/cli/commands.hpp"
#include "vm/cli/event_groups.hpp"
#include "vm/cli/trace_parts.hpp"

namespace freehold::cli {

namespace {

/// The largest segments that leave room for the others in 32 bits.
constexpr std::uint64_t most_bytes = 0xffff'0000;
constexpr std::uint64_t most_steps_counted = 1'000'000'000'000'000'000;

const std::vector<CommandSpec> commands{
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
          "borrows, copies, writes, calls, io, leaks, incidents (what --enforce let pass); all or "
          "none. Without it: heap,moves,ends,incidents. After 1,000 lines the rest is counted."},
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
          "of memory, and how deep its stack can get. Problems go to standard error. Ends with 1 "
          "when one was found. A file of functions without `main` is a library, and in order as "
          "one.",
          "--states prints what the verifier knows before each line: what a slot holds, to whom "
          "it is lent, and whether it may be read, given a value, or moved away. --drops lists "
          "each drop at the end of a scope: static (it always frees), dead (there is nothing to "
          "free), or conditional (a flag decides while the program runs), with where the flag is "
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
          "instruction, and what changed: code (where it goes on, if not behind itself), stack, "
          "heap, data and BSS, each place by its name with its old and new value; then what "
          "happened to blocks, owners, borrows and frames. What the program prints is part of "
          "the trace, on standard output or in the file of -o; faults and leaks are told on "
          "standard error. Ends with the status that `run` ends with.",
          "--only takes what --report of `run` takes, and segments: code, stack, heap, data, bss. "
          "Writes and copies are told only when asked for, since the changes say the same.",
          "--format=jsonl writes one event per line in JSON, from which all memory can be rebuilt "
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
         {"Takes commands from a terminal, with editing, history and completion (Tab), or from a "
          "pipe or file on standard input; `help` lists them (docs/debugging.md). Every step of "
          "the run can be visited, also those before a fault: `back step`, `back continue`, "
          "`goto 31`.",
          "The program's input is that of --input alone; what it prints is shown after `| `. "
          "Ctrl-C ends a command, not the debugger. Commands that do not come from a terminal are "
          "shown with their answers; when one of them was refused, the status is 1."},
     .examples = {"freehold debug programs/seed/04_ownership.fh",
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
         {"Verifies the program, then runs it three times with the same input: so that a broken "
          "rule stops it (--enforce=ownership), so that only harm to memory does (memory), and "
          "with nothing checked, as a compiled program would run (none). Says of each run how it "
          "ended, which rules were broken, and what harm was done to whose memory. That a rule "
          "is broken and that memory is harmed are two things.",
          "Where the program with this input does not get to what the verifier found, a run is "
          "looked for that does: with branches forced, or, where no --input is given, with `1` in "
          "every line as its input. It is said where that was done.",
          "Also with nothing checked, scopes free what they own; in C nothing is freed unless the "
          "program says so.",
          "Ends with 1 when the verifier found something, or a run faulted, broke a rule or harmed "
          "memory; else with 0, whatever the program's own status is."},
     .examples = {"freehold compare programs/mistakes/f302_use_after_free.fh",
                  "freehold compare --format=json program.fh > comparison.json"},
     .run = compare_command},
    {.name = "asm",
     .synopsis = "FILE",
     .fewest = 1,
     .most = 1,
     .operands = Operands::Programs,
     .summary = "assemble a program into an image (.fhx)",
     .details =
         {"The image holds everything reports need, the source text included; --strip leaves "
          "out text and places. Without -o the image is written beside FILE, named FILE "
          "with .fhx instead of .fh. A line on standard error says what its bytes are, unless -q "
          "is given."},
     .examples = {"freehold asm program.fh -o program.fhx"},
     .run = asm_command},
    {.name = "dis",
     .synopsis = "FILE",
     .fewest = 1,
     .most = 1,
     .operands = Operands::Programs,
     .summary = "show the instructions of a program or image",
     .details = {"The text is a program again: it assembles to the same image. Its first line is "
                 "`.expanded`: one line is one instruction, and nothing is inserted."},
     .examples = {"freehold dis program.fhx", "freehold dis --listing program.fh"},
     .run = dis_command},
    {.name = "explain",
     .synopsis = "[CODE|INSTRUCTION|TERM]...",
     .fewest = 0,
     .most = 100,
     .operands = Operands::Topics,
     .summary = "explain codes, instructions or terms",
     .details = {"A code of the Rust compiler (E0382) is explained by ours that stand beside it."},
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

const std::vector<OptionSpec> options{
    {.name = "input",
     .rule = Rule::File,
     .value = "FILE",
     .preset = "standard input",
     .commands = "run trace debug compare",
     .help = "what the program reads"},
    {.name = "record",
     .rule = Rule::File,
     .value = "FILE",
     .commands = "run trace",
     .help = "keep the input that the program read, for --input"},
    {.name = "define",
     .letter = 'D',
     .rule = Rule::Define,
     .value = "NAME=N",
     .repeatable = true,
     .commands = "run trace debug compare check asm dis",
     .help = "give the constant NAME another value"},
    {.name = "heap",
     .rule = Rule::Size,
     .value = "SIZE",
     .preset = "64M",
     .least = 0,
     .most = most_bytes,
     .commands = "run trace debug compare",
     .help = "the largest size of the heap"},
    {.name = "stack",
     .rule = Rule::Size,
     .value = "SIZE",
     .preset = "1M",
     .least = 64,
     .most = most_bytes,
     .commands = "run trace debug compare",
     .help = "the size of the stack"},
    {.name = "max-steps",
     .rule = Rule::Count,
     .value = "N",
     .least = 1,
     .most = most_steps_counted,
     .commands = "run trace debug compare",
     .help = "stop a run after N instructions; without it `compare` stops each after 10M"},
    {.name = "max-time",
     .rule = Rule::Duration,
     .value = "TIME",
     .preset = "no limit",
     .commands = "run",
     .help = "stop after TIME: 2s, 500ms, 5m; a plain number is seconds"},
    {.name = "enforce",
     .rule = Rule::Choice,
     .value = "WHAT",
     .preset = "ownership",
     .choices = {"ownership", "memory", "none"},
     .commands = "run trace debug",
     .help =
         "what stops the run: broken rules and harm; harm alone; what stops a compiled program"},
    {.name = "engine",
     .rule = Rule::Choice,
     .value = "ENGINE",
     .preset = "fast",
     .choices = {"fast", "checked"},
     .commands = "run",
     .help = "fast does not ask again what was proven; checked asks each slot that is read what it "
             "holds; programs that are not proven, or have unsafe code, are checked in any case, "
             "and their borrows, too"},
    {.name = "no-verify",
     .commands = "run trace debug",
     .help = "run without verifying first; the machine checks every step all the same"},
    {.name = "replay",
     .rule = Rule::Replay,
     .value = "DECISIONS",
     .commands = "run trace debug",
     .help =
         "force the first branches that run: 1 goes to the label, 0 goes on; 20x01 is 01 twenty "
         "times"},
    {.name = "goto",
     .rule = Rule::Name,
     .value = "STEP",
     .commands = "debug",
     .help = "begin at that step; `end`: where the run ends"},
    {.name = "do",
     .rule = Rule::Name,
     .value = "COMMANDS",
     .commands = "debug",
     .help = "perform these commands, separated by `;`, and end"},
    {.name = "debug-on-fault",
     .commands = "run",
     .help = "where the run faults, go on in the debugger"},
    {.name = "report",
     .rule = Rule::Events,
     .value = "EVENTS",
     .preset = "heap,moves,ends,incidents",
     .choices = event_words(),
     .commands = "run",
     .help = "the events to report as they happen"},
    {.name = "report-file",
     .rule = Rule::File,
     .value = "FILE",
     .commands = "run",
     .help = "also write the whole report as JSON; the events are those of --report"},
    {.name = "from",
     .rule = Rule::Count,
     .value = "STEP",
     .preset = "1",
     .least = 1,
     .most = most_steps_counted,
     .commands = "trace",
     .help = "the first step to trace"},
    {.name = "to",
     .rule = Rule::Count,
     .value = "STEP",
     .preset = "the end",
     .least = 1,
     .most = most_steps_counted,
     .commands = "trace",
     .help = "the last step to trace; the program runs no further"},
    {.name = "last",
     .rule = Rule::Count,
     .value = "N",
     .least = 1,
     .most = most_steps_counted,
     .commands = "trace",
     .help = "trace the last N steps alone"},
    {.name = "only",
     .rule = Rule::TraceParts,
     .value = "PARTS",
     .choices = trace_words(),
     .commands = "trace",
     .help = "the events and segments to show; steps without any are left out"},
    {.name = "function",
     .rule = Rule::Name,
     .value = "NAME",
     .commands = "trace",
     .help = "show the steps of one function"},
    {.name = "every-line",
     .commands = "trace",
     .help = "one entry for a line of source, not for an instruction"},
    {.name = "states",
     .commands = "check",
     .help = "show line by line what each slot holds and what may be done with it"},
    {.name = "drops",
     .commands = "check",
     .help = "show what each drop at the end of a scope does"},
    {.name = "map", .commands = "run", .help = "show the segments at the start and at the end"},
    {.name = "leaks",
     .rule = Rule::Choice,
     .value = "WHAT",
     .preset = "report",
     .choices = {"report", "error"},
     .commands = "run",
     .help = "with error, a leaked block makes the exit status 103"},
    {.name = "quiet",
     .letter = 'q',
     .commands = "run trace check asm",
     .help = "no events, notes and summaries, only faults and errors"},
    {.name = "output",
     .letter = 'o',
     .rule = Rule::File,
     .value = "FILE",
     .commands = "trace asm dis",
     .help = "where to write"},
    {.name = "listing",
     .commands = "dis",
     .help = "show addresses, bytes and source lines: to read, not to assemble"},
    {.name = "strip", .commands = "asm", .help = "leave out source text and places; names stay"},
    {.name = "list", .commands = "explain", .help = "list everything that can be explained"},
    {.name = "names", .commands = "explain examples", .help = "list the names only, one a line"},
    {.name = "format",
     .rule = Rule::Choice,
     .value = "FORMAT",
     .preset = "text",
     .choices = {"text", "json", "sarif", "jsonl", "chrome"},
     .commands = "run trace compare check",
     .help = "json: one document on standard output, for programs; sarif: the same, of `check` "
             "alone; jsonl, chrome: of `trace`"},
    {.name = "color",
     .rule = Rule::Choice,
     .value = "WHEN",
     .preset = "auto",
     .choices = {"auto", "always", "never"},
     .commands = "*",
     .help = "colours; auto: on a terminal, unless NO_COLOR is set"},
    {.name = "help", .letter = 'h', .commands = "*", .help = "show this help"},
};

const std::vector<StatusSpec> statuses{
    {"0", "fine"},
    {"0..99", "run, trace: the program's own `exit`"},
    {"1", "a problem was found (check, compare)"},
    {"100", "rejected by the assembler or the verifier, or the image is damaged"},
    {"101", "a fault stopped the program"},
    {"102", "the step or time limit was reached"},
    {"103", "blocks leaked, under --leaks=error"},
    {"104", "wrong usage"},
    {"105", "a file or the output cannot be read or written"},
    {"106", "a bug of Freehold"},
    {"130", "interrupted"},
};

bool has_word(std::string_view words, std::string_view word) {
    const std::string padded = " " + std::string{words} + " ";
    return padded.find(" " + std::string{word} + " ") != std::string::npos;
}

}  // namespace

const std::vector<CommandSpec>& all_commands() { return commands; }

const std::vector<OptionSpec>& all_options() { return options; }

const std::vector<StatusSpec>& all_statuses() { return statuses; }

const CommandSpec* find_command(std::string_view name) {
    for (const CommandSpec& command : commands) {
        if (command.name == name) return &command;
    }
    return nullptr;
}

const OptionSpec& option_named(std::string_view name) {
    std::size_t at = 0;
    while (options[at].name != name) ++at;
    return options[at];
}

bool takes(const CommandSpec& command, const OptionSpec& option) {
    return option.commands == "*" || has_word(option.commands, command.name);
}

std::vector<const OptionSpec*> options_of(const CommandSpec& command) {
    std::vector<const OptionSpec*> list;
    for (const OptionSpec& option : options) {
        if (takes(command, option)) list.push_back(&option);
    }
    return list;
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const CommandSpec& command : commands) {
        if (!command.hidden) names.push_back(command.name);
    }
    return names;
}

std::string option_form(const OptionSpec& option) {
    std::string form = option.letter == '\0' ? "" : std::string{"-"} + option.letter + ", ";
    form += "--" + std::string{option.name};
    if (option.rule != Rule::Flag) form += "=" + std::string{option.value};
    return form;
}

}  // namespace freehold::cli
