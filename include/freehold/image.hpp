// SPDX-License-Identifier: MIT
// Program to image file (.fhx) and back. An image is untrusted input.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold {

/// The bytes of an image: the same Program gives the same bytes, on every machine.
std::vector<std::byte> save_image(const Program& program);

/// Whether the bytes begin as an image does (and not as a source text).
bool is_image(std::span<const std::byte> bytes);

struct Loading {
    std::optional<Program> program;       ///< exactly when there is no diagnostic
    std::vector<Diagnostic> diagnostics;  ///< F030 or F031: what is wrong, at which byte
};

/// Reads an image and checks every field of it: a Program that load_image returns is well-formed.
/// Time and memory are bounded by a small multiple of the size of the bytes (about six times).
Loading load_image(std::span<const std::byte> bytes, std::string_view name);

/// Removes source text and spans; types, names and signatures stay.
void strip(Program& program);

/// A form of the program that assembles back to the same image, byte for byte: its first line is
/// `.expanded`, every instruction is one line, nothing is inserted.
std::string disassemble(const Program& program);

/// One instruction as disassemble() writes it, without its label: "add sum, x, y".
std::string disassemble(const Program& program, std::uint32_t index);

}  // namespace freehold
