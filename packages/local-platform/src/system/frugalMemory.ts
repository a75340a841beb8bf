/** The most that V8 keeps for each semi-space of the young generation, in MiB; its default is 16, and it keeps three. */
const SEMI_SPACE_MIB = 8;
const SEMI_SPACE = '--max-semi-space-size';

/**
 * What a program is told so that it gives memory back to the machine, as many of
 * them share it. For glibc (`mallopt(3)`; other systems don't listen): two arenas
 * for all threads instead of eight for each core, and what is freed beyond 128 KiB
 * does not stay. For V8: smaller semi-spaces. What `inherited` says of the same is
 * left alone.
 */
export function frugalMemory(
  inherited: NodeJS.ProcessEnv = {},
): Record<string, string> {
  const { NODE_OPTIONS: options = '' } = inherited;
  return {
    MALLOC_ARENA_MAX: inherited.MALLOC_ARENA_MAX ?? '2',
    MALLOC_TRIM_THRESHOLD_: inherited.MALLOC_TRIM_THRESHOLD_ ?? '131072',
    NODE_OPTIONS: options.includes(SEMI_SPACE)
      ? options
      : `${SEMI_SPACE}=${SEMI_SPACE_MIB} ${options}`.trim(),
  };
}
