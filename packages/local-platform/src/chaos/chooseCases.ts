import type { ChaosCase, World } from './Case';

/** The cases that a command asks for; throws where a name is none. */
export function chooseCases<W extends World>(
  cases: readonly ChaosCase<W>[],
  { short, only }: { short?: boolean; only?: string[] },
): ChaosCase<W>[] {
  const unknown = only?.find(name => !cases.some(chaos => chaos.name === name));
  if (unknown !== undefined) {
    const names = cases.map(({ name }) => name).join(', ');
    throw new Error(`There is no case ${unknown}; there are ${names}`);
  }
  return cases.filter(chaos =>
    only ? only.includes(chaos.name) : chaos.short || !short,
  );
}
