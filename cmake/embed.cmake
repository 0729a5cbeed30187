# SPDX-License-Identifier: MIT
#
# Writes pages of docs/ as a C++ source, so that `freehold explain` has them wherever it is installed:
#   cmake -DROOT=<checkout> -DOUTPUT=<file> -P embed.cmake

file(GLOB pages "${ROOT}/docs/errors/F*.md" "${ROOT}/docs/glossary.md")
list(SORT pages)

set(rows "")
foreach(page IN LISTS pages)
  get_filename_component(name "${page}" NAME_WE)
  file(READ "${page}" text)
  string(APPEND rows "    {\"${name}\", R\"freehold_page(${text})freehold_page\"},\n")
endforeach()

# The last row keeps the array from being empty.
set(source "// Written by cmake/embed.cmake from docs/.
#include \"vm/cli/pages.hpp\"

namespace freehold::cli {

namespace {

constexpr Page pages[] = {
${rows}    {\"\", \"\"},
};

}  // namespace

std::span<const Page> all_pages() {
    return {pages, sizeof pages / sizeof pages[0] - 1};
}

}  // namespace freehold::cli
")

file(WRITE "${OUTPUT}" "${source}")
