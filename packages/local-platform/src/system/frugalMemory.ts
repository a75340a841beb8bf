/** The most that V8 keeps for what is new, in MiB; its default of 16 it would keep three times. */
const SEMI_SPACE_MIB = 8;

/**
 * What a program is told so that it gives memory back to the machine, as many of
 * them share it. For glibc (`mallopt(3)`; other systems don't listen): two arenas
 * for all threads instead of eight for each core, and what is freed beyond 128 KiB
 * does not stay. For V8: less room for what is new. What `inherited` says of the
 * same wins.
 */
export function frugalMemory(
  inherited: NodeJS.ProcessEnv = {},
): Record<string, string> {
  const room = `--max-semi-space-size=${SEMI_SPACE_MIB}`;
  return {
    MALLOC_ARENA_MAX: inherited.MALLOC_ARENA_MAX ?? '2',
    MALLOC_TRIM_THRESHOLD_: inherited.MALLOC_TRIM_THRESHOLD_ ?? '131072',
    // Of two alike, Node takes the last.
    NODE_OPTIONS: [room, inherited.NODE_OPTIONS ?? ''].join(' ').trim(),
  };
}
