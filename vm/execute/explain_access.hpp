// SPDX-License-Identifier: MIT
// What is wrong with an access that is not plainly right: the slow paths of the checks. Each either
// stops the run with a fault and gives false, or finds the access allowed after all.
#pragma once

#include "freehold/event.hpp"
#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"

namespace freehold {

struct Object;
struct Run;

/// An access through a pointer.
struct Access {
    Pointer pointer{};               ///< already with offset and index
    bool null = false;               ///< before those it was null
    ValueKind via = ValueKind::Raw;  ///< the kind of the pointer
    std::uint32_t size = 0;
    ValueKind kind = ValueKind::Int;  ///< of the value read or written; None: any
    bool write = false;
};

/// The object a pointer names.
Object find_object(const Run& run, Pointer pointer);

// Where a fault does not stop the run (Options::enforce), true stands for "all the same".

/// A slot was to be read as a whole value of `wanted` (None: of any kind; Raw: any pointer): F101,
/// F102, F306 or F311.
[[gnu::cold]] bool explain_slot(Run& run, Slot slot, ValueKind wanted);

/// Words of the frame or of a static, named directly, were to be read: the same.
[[gnu::cold]] bool explain_direct(Run& run, Address address, std::uint32_t size, ValueKind wanted);

/// Whether `size` bytes of a slot or static named directly may be given a value of `kind`, though
/// something valuable or write-protected may stand there: F107, F308, F311.
bool check_overwrite(Run& run, Address address, std::uint32_t size, ValueKind kind);

/// A load through a pointer failed the check.
[[gnu::cold]] bool explain_load(Run& run, const Access& access);

/// A store through a pointer failed the check. True for a raw pointer that stores another kind
/// than stands there: the word is of the new kind then.
bool explain_store(Run& run, const Access& access);

/// Whether the bytes are mapped, and writable if they are to be written: F308.
bool check_mapped(Run& run, const Access& access);

/// Whether a pointer's object lives and holds `size` bytes from its address; else a fault. The
/// bytes need not be initialised.
bool check_reach(Run& run, const Access& access);

/// An index at or past its bound, of an array behind `pointer` or, without one, named directly.
/// F305, or F301 for null.
[[gnu::cold]] bool explain_index(Run& run, std::int64_t index, std::uint64_t bound,
                                 Pointer pointer);

/// A write through a shared borrow: F209.
[[gnu::cold]] bool explain_shared_write(Run& run, const Access& access);

/// Something is to be freed through a pointer that begins no living block: F303 for a dead block,
/// F304 for anything else.
[[gnu::cold]] bool explain_free(Run& run, Pointer pointer, const Where& owner);

}  // namespace freehold
