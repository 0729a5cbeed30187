// SPDX-License-Identifier: MIT
// One function for each kind of fault: headline, labels, notes, help and pictures of its own. What
// all reports have is added by explain().
#pragma once

#include "vm/execute/report.hpp"

namespace freehold::reports {

// Values and moves: report_values.cpp, report_owners.cpp
void read_uninitialised(Report& report);
void use_after_move(Report& report);
void second_write(Report& report);
void move_out_of_place(Report& report);
void copy_of_owner(Report& report);
void second_owner(Report& report);

// Borrows: report_borrows.cpp, report_loans.cpp
void borrow_ended(Report& report);
void write_through_shared(Report& report);
void borrow_stored(Report& report);

// Pointers: report_null.cpp, report_dead.cpp, report_free.cpp
void null_dereference(Report& report);
void no_provenance(Report& report);
void use_after_free(Report& report);
void dangling_stack(Report& report);
void double_free(Report& report);
void invalid_free(Report& report);

// Memory: report_bounds.cpp, report_memory.cpp, report_kinds.cpp
void out_of_bounds(Report& report);
void uninitialised_memory(Report& report);
void misaligned(Report& report);
void write_protected(Report& report);
void heap_overwritten(Report& report);
void wrong_kind(Report& report);

// Limits: report_limits.cpp, report_overflow.cpp
void stack_overflow(Report& report);
void heap_exhausted(Report& report);
void execution_outside_code(Report& report);
void step_limit(Report& report);
void time_limit(Report& report);
void ids_exhausted(Report& report);

// Numbers, and what a program says itself: report_numbers.cpp, report_said.cpp
void overflow(Report& report);
void division_by_zero(Report& report);
void does_not_fit(Report& report);
void assertion_failed(Report& report);
void panicked(Report& report);
void bad_exit_status(Report& report);
void bad_input(Report& report);

}  // namespace freehold::reports
