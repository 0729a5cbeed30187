// SPDX-License-Identifier: MIT
// Any bytes are an image or are refused; what is an image can be written down again and runs.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "tests/fuzz/fuzz_program.hpp"
#include "tests/fuzz/image_mutator.hpp"

namespace {

using namespace freehold;

/// A program with something in every section, to begin with.
constexpr const char* first_program = R"(
struct Node { value: int, tag: u8, next: own? Node }
data TEXT: bytes = "hello"
data mut TABLE: [4 x u16] = [1, 2, 3, 4]
bss COUNT: [8 x int]
fn twice(n: int) -> int { add n, n, n   ret n }
fn main() {
    local x, y: int
    local ro s: own bytes
    local list: own? Node
    local node, other: Node
    local f: code
    new   s, TEXT
    const list, null
    const x, 3
next:
    new   list, Node(x, 1, move list)
    sub   x, x, 1
    bgt   x, 0, next
    take  list, list
    const f, twice
    unsafe { call y, f(21)   call f(1) }
    fill  COUNT, 7
    load  x, TABLE[2]
    read_int x, end
end:
    unbox node, list
    move  other, node
    print "{} {} {x} {} {p}\n", x, 5, y, s, s
    assert x, "x is {}", x
    ret
}
)";

fuzz::ImageMutator::Bytes first_image() {
    const Assembly built = assemble(Source("first.fh", first_program));
    if (!built.program) fuzz::broken("the first program is refused");
    const auto image = save_image(*built.program);
    fuzz::ImageMutator::Bytes bytes(image.size());
    std::memcpy(bytes.data(), image.data(), image.size());
    return bytes;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
    static const fuzz::ImageMutator::Bytes first = first_image();
    fuzz::ImageMutator::Bytes image(data, data + size);
    const bool whole = size >= image::header_bytes && is_image(std::as_bytes(std::span(image)));
    if (!whole && first.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
    image = fuzz::ImageMutator(whole ? std::move(image) : first, seed).changed(max_size);
    if (image.size() > max_size) return size;
    std::copy(image.begin(), image.end(), data);
    return image.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
    const Loading loaded = load_image(bytes, "fuzz.fhx");
    fuzz::drawn(loaded.diagnostics, {});
    if (!loaded.program) {
        if (loaded.diagnostics.empty()) fuzz::broken("refused without a word");
        return 0;
    }
    fuzz::check_round_trip(*loaded.program);
    fuzz::run(*loaded.program);
    return 0;
}
