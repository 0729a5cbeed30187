// SPDX-License-Identifier: MIT
// Words of other assemblies and languages, and what says the same here.
#pragma once

#include <string_view>

namespace freehold::assembler {

struct ForeignWord {
    std::string_view word;
    std::string_view mnemonic;  ///< takes the place of the word alone; empty: more has to change
    std::string_view way;       ///< the help, in one line; empty: the mnemonic says it all
};

/// A type of another language.
struct ForeignType {
    std::string_view word;
    std::string_view type;  ///< takes the place of the word; empty: more has to change
    std::string_view way;   ///< the help, in one line; empty: the type says it all
};

/// nullptr when the word is nobody's type.
const ForeignType* find_foreign_type(std::string_view word);

/// nullptr when the word is nobody's instruction.
const ForeignWord* find_foreign(std::string_view word);

}  // namespace freehold::assembler
