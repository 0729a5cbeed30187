// SPDX-License-Identifier: MIT
#include "freehold/image.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/image_format.hpp"
#include "vm/isa/image_reader.hpp"
#include "vm/isa/image_writer.hpp"
#include "vm/isa/validate.hpp"

namespace freehold {
namespace image {
namespace {

constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325;
constexpr std::uint64_t fnv_prime = 0x100000001b3;

std::uint64_t fnv(std::uint64_t hash, std::span<const std::byte> bytes) {
    for (std::byte byte : bytes) hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * fnv_prime;
    return hash;
}

void put(std::span<std::byte> image, std::size_t at, std::uint64_t value) {
    for (std::size_t i = 0; i < 8; ++i) image[at + i] = static_cast<std::byte>(value >> (8 * i));
}

}  // namespace

std::uint64_t checksum(std::span<const std::byte> image) {
    return fnv(fnv(fnv_offset, image.first(checksum_at)), image.subspan(header_bytes));
}

void seal(std::span<std::byte> image) {
    put(image, size_at, image.size());
    put(image, checksum_at, checksum(image));
}

}  // namespace image

namespace {

Diagnostic mistake(Code code, std::string headline, const char* help) {
    Diagnostic made;
    made.code = code;
    made.headline = std::move(headline);
    made.help = Help{help};
    return made;
}

Diagnostic damaged(std::string_view name, std::string_view problem) {
    return mistake(Code::BadImage, fmt::format("`{}` is damaged: {}", printable(name), problem),
                   "make the image again from its source: `freehold asm`");
}

// What the header says.
struct Header {
    std::uint32_t version = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
};

// What is wrong with the bytes as a whole; empty when nothing is.
std::string problem_of(const Header& header, std::span<const std::byte> bytes) {
    if (bytes.size() > header.size) {
        return fmt::format("{} follow its end", quantity(bytes.size() - header.size, "byte"));
    }
    if (bytes.size() < header.size) {
        return fmt::format("{} of its {} are missing", with_commas(header.size - bytes.size()),
                           quantity(header.size, "byte"));
    }
    if (image::checksum(bytes) != header.checksum) return "its bytes do not match its checksum";
    return {};
}

Diagnostic malformed(std::string_view name, const Program& program,
                     const std::vector<Flaw>& flaws) {
    Diagnostic made = damaged(name, flaw_text(program, flaws.front()));
    constexpr std::size_t enough = 3;
    for (std::size_t i = 1; i < std::min(flaws.size(), enough); ++i) {
        made.notes.push_back(flaw_text(program, flaws[i]));
    }
    return made;
}

Loading failure(Diagnostic diagnostic) {
    Loading loading;
    loading.diagnostics.push_back(std::move(diagnostic));
    return loading;
}

}  // namespace

std::vector<std::byte> save_image(const Program& program) {
    image::Writer writer;
    for (std::byte byte : image::magic) writer(std::to_integer<std::uint8_t>(byte));
    writer(image::version, std::uint64_t{0}, std::uint64_t{0});
    describe(writer, program);
    std::vector<std::byte> bytes = writer.take();
    image::seal(bytes);
    return bytes;
}

bool is_image(std::span<const std::byte> bytes) {
    return bytes.size() >= image::magic.size() &&
           std::equal(image::magic.begin(), image::magic.end(), bytes.begin());
}

Loading load_image(std::span<const std::byte> bytes, std::string_view name) {
    if (!is_image(bytes)) {
        return failure(mistake(Code::BadImage, fmt::format("`{}` is not an image", printable(name)),
                               "an image is what `freehold asm` writes; a source is text"));
    }
    image::Reader reader(bytes, image::magic.size());
    Header header;
    reader(header.version);
    if (!reader.failed() && header.version != image::version) {
        return failure(mistake(
            Code::ImageVersion,
            fmt::format("`{}` is an image of version {}, and this freehold reads version {}",
                        printable(name), header.version, image::version),
            "make the image again from its source: `freehold asm`"));
    }
    reader(header.size, header.checksum);
    if (reader.failed()) return failure(damaged(name, reader.problem()));
    if (const std::string problem = problem_of(header, bytes); !problem.empty()) {
        return failure(damaged(name, problem));
    }
    Program program;
    describe(reader, program);
    if (reader.failed()) return failure(damaged(name, reader.problem()));
    if (reader.at() != header.size) {
        return failure(damaged(name, "its header is wrong about its size"));
    }
    const std::vector<Flaw> flaws = validate(program);
    if (!flaws.empty()) return failure(malformed(name, program, flaws));
    return {std::move(program), {}};
}

void strip(Program& program) {
    program.sources.clear();
    program.spans.clear();
    for (Struct& structure : program.structs) structure.span = {};
    for (Static& item : program.statics) item.span = {};
    for (Function& function : program.functions) {
        function.span = {};
        for (Local& local : function.locals) local.span = {};
    }
}

}  // namespace freehold
