// SPDX-License-Identifier: MIT
// freehold examples [NAME]
#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/programs.hpp"

namespace freehold::cli {

namespace {

std::string last_part(const std::string& name) {
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

int list_samples(const std::vector<Sample>& samples, bool names_only, Console& console) {
    std::uint32_t column = 0;
    for (const Sample& sample : samples) column = std::max(column, display_width(sample.name));
    for (const Sample& sample : samples) {
        std::string line = sample.name;
        if (!names_only && !sample.about.empty()) {
            line += std::string(column + 2 - display_width(sample.name), ' ');
            line +=
                wrap(sample.about, std::max(console.output_style().width, column + 40), column + 2);
        }
        console.print(line + "\n");
    }
    return Fine;
}

/// A name as the list shows it, or its last part; `.fh` may stand behind it.
const Sample* find_sample(const std::vector<Sample>& samples, std::string name) {
    if (name.size() > 3 && name.substr(name.size() - 3) == ".fh") name.resize(name.size() - 3);
    for (const Sample& sample : samples) {
        if (sample.name == name) return &sample;
    }
    for (const Sample& sample : samples) {
        if (last_part(sample.name) == name) return &sample;
    }
    return nullptr;
}

int unknown_sample(const std::vector<Sample>& samples, const std::string& name, Console& console) {
    std::vector<std::string> names;
    for (const Sample& sample : samples) {
        names.push_back(sample.name);
        names.push_back(last_part(sample.name));
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const auto near = nearest(name, candidates);
    console.say_error("there is no sample program `" + printable(name) + "`",
                      near ? "did you mean `" + *near + "`?" : "`freehold examples` lists them");
    return WrongUsage;
}

}  // namespace

int examples_command(const Arguments& arguments, Console& console) {
    const std::vector<Sample> samples = all_samples();
    if (samples.empty()) {
        console.say_error("the sample programs are not where this binary looks for them",
                          "they are the folder `programs` of Freehold's sources");
        return CannotReadOrWrite;
    }
    if (arguments.operands().empty()) {
        return list_samples(samples, arguments.has("names"), console);
    }
    const std::string& name = arguments.operands().front();
    const Sample* sample = find_sample(samples, name);
    if (sample == nullptr) return unknown_sample(samples, name, console);
    console.print(Source::read(sample->path).text());
    return Fine;
}

}  // namespace freehold::cli
