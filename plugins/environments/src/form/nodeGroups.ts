import type { NodeGroupDefaults } from '@portico/plugin-environments-common';
import { getAt } from './paths';

/** The node groups of a draft, whatever is in them. */
export function nodeGroupsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function freeName(groups: readonly unknown[], base: string): string {
  const names = new Set(groups.map(group => getAt(group, 'name')));
  if (!names.has(base)) return base;
  let number = 2;
  while (names.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The groups with one more, in the sizes of the class and with a name of its own. */
export function addNodeGroup(
  groups: readonly unknown[],
  defaults: NodeGroupDefaults,
): unknown[] {
  return [...groups, { ...defaults, name: freeName(groups, defaults.name) }];
}

/** The groups without one. */
export function removeNodeGroup(
  groups: readonly unknown[],
  index: number,
): unknown[] {
  return groups.filter((_, place) => place !== index);
}
