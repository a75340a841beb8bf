import type { Entity } from '@backstage/catalog-model';
import type {
  Deployment,
  MatrixCell,
} from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import { counted } from './refs';

/** A wish for another version in an environment. */
export interface Wish {
  kind: 'promote' | 'roll-back';
  environment: string;
  /** What is there now; null where it is not known. */
  from: { version: string | null; commit: string | null };
  to: { version: string; commit: string | null };
  /** Where the history knows both versions. */
  historyOf: string;
  /** Whether what is there now was deployed after what is to come: something may get lost. */
  isNewerThere: boolean;
  /** Where the version is from; a sample was never built. */
  origin: Origin;
}

/** The environment that versions of another move to, and what it has now. */
export interface Next {
  environment: string;
  cell: MatrixCell | null;
}

/**
 * The environment after another in the order in which versions move. An environment that nothing
 * is known of is a target as well: it may be the first version there.
 */
export function nextOf(
  environment: string,
  environments: readonly string[],
  cells: readonly MatrixCell[],
): Next | null {
  const index = environments.indexOf(environment);
  const next = index < 0 ? undefined : environments[index + 1];
  return next === undefined
    ? null
    : {
        environment: next,
        cell: cells.find(cell => cell.environment === next) ?? null,
      };
}

function isAfter(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && Date.parse(one) > Date.parse(other);
}

/** The wish to bring what runs in one environment to the next; null where there is nothing to bring. */
export function promotionOf(cell: MatrixCell, next: Next | null): Wish | null {
  if (next === null || cell.version === null) return null;
  const there = next.cell;
  if (there !== null && there.version === cell.version) return null;
  return {
    kind: 'promote',
    environment: next.environment,
    from: { version: there?.version ?? null, commit: there?.commit ?? null },
    to: { version: cell.version, commit: cell.commit },
    historyOf: cell.environment,
    isNewerThere: isAfter(there?.deployedAt ?? null, cell.deployedAt),
    origin: cell.origin,
  };
}

/** The wish to go back to an earlier deployment; null where its version is what runs, or it has none. */
export function rollbackTo(
  deployment: Deployment,
  cell: MatrixCell | null,
): Wish | null {
  const { version, commit, environment, finishedAt, kind } = deployment;
  if (cell === null || version === null || finishedAt === null) return null;
  if (kind === 'remove' || version === cell.version) return null;
  if (!isAfter(cell.deployedAt, finishedAt)) return null;
  return {
    kind: 'roll-back',
    environment,
    from: { version: cell.version, commit: cell.commit },
    to: { version, commit },
    historyOf: environment,
    isNewerThere: false,
    origin: deployment.origin,
  };
}

/** The newest deployment in an environment that one could go back to. */
export function lastGood(
  deployments: readonly Deployment[],
  cell: MatrixCell,
): Wish | null {
  const good = deployments.find(
    one =>
      one.environment === cell.environment &&
      one.status === 'succeeded' &&
      rollbackTo(one, cell) !== null,
  );
  return good ? rollbackTo(good, cell) : null;
}

/** How many commits lie between two versions, where the history tells. */
export type Difference =
  | { known: true; commits: number; deployments: number }
  | { known: false };

/**
 * The commits between the version that is there and the one that is wanted, counted along the
 * history (newest first) of an environment that had both. Unknown as soon as one step does not
 * tell its commits.
 */
export function differenceOf(
  { from, to }: Wish,
  history: readonly Deployment[],
): Difference {
  const successes = history.filter(
    ({ finishedAt, kind }) => finishedAt !== null && kind !== 'remove',
  );
  const indexOf = (version: string | null) =>
    successes.findIndex(one => version !== null && one.version === version);
  const [a, b] = [indexOf(from.version), indexOf(to.version)];
  if (a < 0 || b < 0) return { known: false };
  const between = successes.slice(Math.min(a, b), Math.max(a, b));
  const steps = between.filter(({ kind }) => kind === 'deploy');
  if (steps.length === 0 || steps.some(({ commits }) => commits === null)) {
    return { known: false };
  }
  const shas = steps.flatMap(({ commits }) => commits!.map(({ sha }) => sha));
  return {
    known: true,
    commits: new Set(shas).size,
    deployments: steps.length,
  };
}

/** "12 commits in 3 deployments"; in words of its own where it is not known. */
export function differenceWords(
  difference: Difference,
  kind: Wish['kind'],
): string {
  if (!difference.known) return 'How many commits differ is not known.';
  const { commits, deployments } = difference;
  const verb = kind === 'promote' ? 'Brings' : 'Takes back';
  return `${verb} ${counted(commits, 'commit')} in ${counted(
    deployments,
    'deployment',
  )}.`;
}

/** How careful one has to be with an environment. */
export type Care = 'confirm' | 'press';

const CLASSES = ['dev', 'staging', 'prod'];

/**
 * Whether the name of an environment must be typed: it is of the class prod, or its class is not
 * known. The catalog tells the class in a tag of the environment's Resource.
 */
export function careFor(environment: Entity | undefined): {
  care: Care;
  why: string | null;
} {
  const tags = environment?.metadata.tags ?? [];
  const known = CLASSES.find(name => tags.includes(name));
  if (known === 'prod') {
    return { care: 'confirm', why: 'This is a production environment.' };
  }
  return known === undefined
    ? { care: 'confirm', why: 'The class of this environment is not known.' }
    : { care: 'press', why: null };
}

/** "Promote order-service to prod", for a title and a button. */
export function wishTitle({ kind, environment }: Wish, name: string): string {
  return kind === 'promote'
    ? `Promote ${name} to ${environment}`
    : `Roll back ${name} in ${environment}`;
}

/** What somebody who may not do it sends to those who may. */
export function askWords(wish: Wish, name: string, address: string): string {
  const there =
    wish.from.version === null ? '' : ` It runs ${wish.from.version} now.`;
  return `Please promote ${name} ${wish.to.version} to ${wish.environment}.${there}\n${address}`;
}

/** The same for going back; to which version is for them to choose. */
export function askBackWords(
  { environment, version }: MatrixCell,
  name: string,
  address: string,
): string {
  return `Please roll back ${name} in ${environment}. It runs ${version} now.\n${address}`;
}
