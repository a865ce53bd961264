#pragma once

/* What Norma changes in Duktape's configuration: bounds, event time and seeded random. Read by C and by C++. */

#ifdef __cplusplus
extern "C" {
#endif

/* Takes `cost` units from the budget of the heap; not 0 when it is used up. */
int norma_script_charge(void* heap_data, unsigned long cost);
/* The time of the event in milliseconds since 1970. */
double norma_script_now(void* heap_data);
/* The next number of the seeded sequence, from 0 to below 1. */
double norma_script_random(void* heap_data);

#ifdef __cplusplus
}
#endif

/* The number of instructions between two looks at the budget. */
#define NORMA_SCRIPT_INTERVAL 4096

#undef DUK_USE_INTERRUPT_COUNTER
#define DUK_USE_INTERRUPT_COUNTER
#undef DUK_USE_EXEC_TIMEOUT_CHECK
#define DUK_USE_EXEC_TIMEOUT_CHECK(heap_data) norma_script_charge((heap_data), NORMA_SCRIPT_INTERVAL)

#undef DUK_USE_DATE_GET_NOW
#define DUK_USE_DATE_GET_NOW(thread) norma_script_now((thread)->heap->heap_udata)
#undef DUK_USE_GET_MONOTONIC_TIME
#define DUK_USE_GET_MONOTONIC_TIME(thread) norma_script_now((thread)->heap->heap_udata)
#undef DUK_USE_DATE_GET_LOCAL_TZOFFSET
#define DUK_USE_DATE_GET_LOCAL_TZOFFSET(time) 0
#undef DUK_USE_GET_RANDOM_DOUBLE
#define DUK_USE_GET_RANDOM_DOUBLE(heap_data) norma_script_random((heap_data))

/* Dates are read and written by Duktape itself: what the C library does depends on the locale. */
#undef DUK_USE_DATE_PRS_STRPTIME
#undef DUK_USE_DATE_PRS_GETDATE
#undef DUK_USE_DATE_FMT_STRFTIME
#undef DUK_USE_DATE_PARSE_STRING
#undef DUK_USE_DATE_FORMAT_STRING

#undef DUK_USE_CALLSTACK_LIMIT
#define DUK_USE_CALLSTACK_LIMIT 1000
#undef DUK_USE_NATIVE_CALL_RECLIMIT
#define DUK_USE_NATIVE_CALL_RECLIMIT 200
#undef DUK_USE_COMPILER_RECLIMIT
#define DUK_USE_COMPILER_RECLIMIT 200
#undef DUK_USE_JSON_DEC_RECLIMIT
#define DUK_USE_JSON_DEC_RECLIMIT 200
#undef DUK_USE_JSON_ENC_RECLIMIT
#define DUK_USE_JSON_ENC_RECLIMIT 200
#undef DUK_USE_REGEXP_COMPILER_RECLIMIT
#define DUK_USE_REGEXP_COMPILER_RECLIMIT 200
#undef DUK_USE_REGEXP_EXECUTOR_RECLIMIT
#define DUK_USE_REGEXP_EXECUTOR_RECLIMIT 1000
/* A collection walks the whole heap once for so many links of the longest chain of objects: with the usual 256, a chain
   that fills the heap costs more than an expression may. The walk takes some 300 bytes of stack for each. */
#undef DUK_USE_MARK_AND_SWEEP_RECLIMIT
#define DUK_USE_MARK_AND_SWEEP_RECLIMIT 2048
#undef DUK_USE_VALSTACK_LIMIT
#define DUK_USE_VALSTACK_LIMIT 100000L
