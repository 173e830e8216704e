/*
 * What a host must know to run kernels that call it: the variables of a code object that it fills
 * in, the arena of calls, and the packets that it gets.
 *
 * A code object whose kernels call foreign functions (`--foreign-calls queue`) defines
 *
 *     __rusticle_host_queue          hsa_queue_t *, to be filled in: where calls of the host go
 *     __rusticle_call_arena          rusticle_arena_t *, to be filled in: memory for calls
 *     __rusticle_call_block_size     uint64_t: the least bytes of a block of the arena
 *     __rusticle_foreign_functions   char[]: the functions' names, by number, each with a 0 behind
 *
 * and one whose kernels report panics (`--panic report`) the first three and
 *
 *     __rusticle_panic_messages      char[]: what panics say, by number, each with a 0 behind
 *     __rusticle_panic_locations     char[]: `file:line:column`, by number, each with a 0 behind
 *
 * which `hsa_executable_get_symbol_by_name` finds. Queue, arena and blocks are in memory that both
 * sides see at one address: fine-grained, of the system's region. A queue that this process serves
 * itself is a soft queue (`hsa_soft_queue_create`), its doorbell a signal of its own.
 *
 * Each call is an agent-dispatch packet (`hsa_agent_dispatch_packet_t`):
 *
 *     type                the function's number
 *     arg[0]              the address of the parameters, laid out as the members of a C struct
 *     arg[1]              bytes of parameters and result
 *     return_address      where the result goes: behind the parameters, aligned
 *     completion_signal   of value 1. Subtract 1 with release when the result is there; store a
 *                         negative value if the call failed, upon which the kernel traps
 *
 * Take packets in order; wait until the header's type is not HSA_PACKET_TYPE_INVALID, with acquire;
 * read the packet; set its header to HSA_PACKET_TYPE_INVALID; then add 1 to the read index, with
 * release.
 *
 * A panic is such a packet, too: its `type` is RUSTICLE_PANIC, `arg[0]` the address of a
 * rusticle_panic_t, `arg[1]` its bytes. The work-item traps once it is answered.
 *
 * A code object whose kernels call by pointer through the device's own queue (`--virtual-calls
 * queue`) defines `__rusticle_call_arena` and `__rusticle_call_block_size` too, to be filled in and
 * read likewise. `__rusticle_host_queue` may then stay 0. Dispatch its kernels to a queue of type
 * HSA_QUEUE_TYPE_MULTI, to which they write packets of their own, and give them room: a kernel's
 * whole grid must be resident, with room for the calls that nest (docs/queues.md).
 */
#ifndef RUSTICLE_H
#define RUSTICLE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RUSTICLE_HOST_QUEUE "__rusticle_host_queue"
#define RUSTICLE_CALL_ARENA "__rusticle_call_arena"
#define RUSTICLE_CALL_BLOCK_SIZE "__rusticle_call_block_size"
#define RUSTICLE_FOREIGN_FUNCTIONS "__rusticle_foreign_functions"

/* Memory for calls. Fill in `count`, `block_size` and `blocks`; the rest begins as 0. */
typedef struct rusticle_arena_s {
  uint64_t head;       /* the first free block, counted from 1, and how often that has changed */
  uint64_t used;       /* blocks that have ever been taken */
  uint64_t count;      /* blocks that there are: a kernel that finds none traps */
  uint64_t block_size; /* bytes of each, a multiple of 64, at least __rusticle_call_block_size */
  uint64_t blocks;     /* the address of the first, a multiple of 64 */
} rusticle_arena_t;

/* The beginning of a call's block: its completion signal, then the parameters. */
#define RUSTICLE_PARAMETERS_OFFSET 64

#define RUSTICLE_PANIC_MESSAGES "__rusticle_panic_messages"
#define RUSTICLE_PANIC_LOCATIONS "__rusticle_panic_locations"

/* The `type` of a packet that reports a panic. */
#define RUSTICLE_PANIC 0xFF00

/*
 * A value that a panic's message shows: the bits of a number, those above its type 0. Of a `str`
 * the length of the text in bytes, and where it begins, in bytes from the report's beginning; at
 * most RUSTICLE_PANIC_TEXT bytes of it are there.
 */
typedef struct rusticle_panic_value_s {
  uint64_t low;
  uint64_t high; /* of a `str` the place; else 0, but for i128 and u128 */
} rusticle_panic_value_t;

#define RUSTICLE_PANIC_TEXT 128

/*
 * A work-item's report of its panic. The message has a placeholder for each value, with the name
 * of its Rust type and perhaps a format specification: `{u32}`, `{str:?}`, `{usize:#x}`. Braces of
 * the text itself are doubled.
 */
typedef struct rusticle_panic_s {
  uint32_t message;      /* the number of a text in __rusticle_panic_messages */
  uint32_t location;     /* and of one in __rusticle_panic_locations */
  uint32_t workgroup[3]; /* which work-item of the launch it is */
  uint32_t work_item[3];
  rusticle_panic_value_t values[]; /* as many as the message has placeholders */
} rusticle_panic_t;

#ifdef __cplusplus
}
#endif

#endif /* RUSTICLE_H */
