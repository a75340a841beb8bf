import type { Refusal } from '@portico/plugin-deployments-common';
import { refusalOf } from './refusalOfProxy';

type Denied = NonNullable<Refusal['denied']>;

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function deniedWords(denied: readonly Denied[]): string {
  const where = (one: Denied) =>
    one.namespace ? `in namespace ${one.namespace}` : 'in all namespaces';
  return unique(denied.map(where))
    .map(place => {
      const own = denied.filter(one => where(one) === place);
      const verbs = unique(own.map(({ verb }) => verb)).join(' and ');
      return `${verbs} ${unique(own.map(one => one.resource)).join(
        ', ',
      )} ${place}`;
    })
    .join('; ');
}

/** The rules of a Role that would allow all of it. */
function snippetOf(denied: readonly Denied[]): string {
  return unique(denied.map(({ group }) => group))
    .map(group => {
      const own = denied.filter(one => one.group === group);
      const quoted = (items: string[]) =>
        unique(items)
          .map(item => `"${item}"`)
          .join(', ');
      return `- apiGroups: ["${group}"]\n  resources: [${quoted(
        own.map(one => one.resource),
      )}]\n  verbs: [${quoted(own.map(one => one.verb))}]\n`;
    })
    .join('');
}

/** One refusal that says what all of them say; null where there are none. */
export function mergeRefusals(refusals: readonly Refusal[]): Refusal | null {
  if (refusals.length === 0) {
    return null;
  }
  const denied = refusals.flatMap(one => one.denied ?? []);
  const others = refusals.filter(one => one.denied === null);
  if (denied.length === 0) {
    const reasons = unique(others.map(({ reason }) => reason));
    return { ...refusals[0], reason: reasons.slice(0, 3).join(' ') };
  }
  const words = deniedWords(denied);
  return {
    ...refusalOf(
      'not-allowed',
      'not-allowed',
      [
        `The login may not ${words}.`,
        ...unique(others.map(({ reason }) => reason)).slice(0, 2),
      ].join(' '),
    ),
    denied: denied[0],
    missing: words,
    snippet: snippetOf(denied),
  };
}
