import {
  isSourceBroken,
  sourceStateWord,
} from '@portico/plugin-timeline-common';
import type { Origin } from '@portico/plugin-timeline-common';
import {
  changeTitle,
  type ChangeSummary,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { keyOf, type SourceRow } from '../connections';
import { expiryWords } from './expiryWords';
import { isOwn } from './isOwn';

const DAY_MS = 24 * 3_600_000;

/** An environment that ends within this time needs its owner. */
const ENDS_SOON_MS = 3 * DAY_MS;

/** How long a change that ended without success is brought up, unless it was opened. */
const BROUGHT_UP_MS = 14 * DAY_MS;

/** What can need a person, the most urgent first: what is broken, then what runs out, then the rest. */
const URGENCY = [
  'environment-failed',
  'source-broken',
  'environment-ends-today',
  'change-stopped',
  'change-to-decide',
  'environment-ends-soon',
  'environment-drifted',
  'change-ended',
] as const;

/** One thing that needs a person. */
export interface Need {
  id: string;
  kind: (typeof URGENCY)[number];
  what: string;
  /** Where it is, in a word or two. */
  where: string;
  reason: string | null;
  since: string | null;
  origin: Origin;
  action: { label: string; href: string };
  /** The change that counts as seen once it was opened. */
  seenAs?: string;
}

/** What is known; what could not be asked is left out by the caller, who says so. */
export interface NeedFacts {
  /** Changes that wait for a decision of the reader. */
  toDecide: readonly ChangeSummary[];
  /** What the reader asked for. */
  requested: readonly ChangeSummary[];
  /** The changes that the reader has opened after they ended. */
  seen: readonly string[];
  environments: readonly EnvironmentView[];
  /** The refs in whose name the reader owns something. */
  owns: readonly string[];
  /** Empty for whom sources are not a concern. */
  sources: readonly SourceRow[];
}

/** Everything that needs a person, the most urgent first, whatever order it came in. */
export function listNeeds(facts: NeedFacts, now: Date): Need[] {
  const owned = facts.environments.filter(({ owner }) =>
    isOwn(owner, facts.owns),
  );
  const failed = owned.filter(({ state }) => state === 'failed');
  return [
    ...facts.toDecide.map(decision),
    ...facts.requested
      .filter(change => isLatest(change, facts.requested))
      // Its environment says the same already.
      .filter(
        ({ state, name }) =>
          state !== 'failed' || !failed.some(other => other.name === name),
      )
      .flatMap(change => stopped(change, facts.seen, now)),
    ...owned.flatMap(environment => ofEnvironment(environment, now)),
    ...facts.sources
      .filter(({ source }) => isSourceBroken(source.state))
      .map(brokenSource),
  ].sort(byUrgency);
}

/** Within a kind, what ends first or has waited longest comes first. */
function byUrgency(a: Need, b: Need): number {
  return (
    URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) ||
    (a.since ?? '9').localeCompare(b.since ?? '9') ||
    a.id.localeCompare(b.id)
  );
}

/** Whether nothing was asked for the same environment since. */
function isLatest(
  change: ChangeSummary,
  all: readonly ChangeSummary[],
): boolean {
  return !all.some(
    other =>
      other.name === change.name &&
      Date.parse(other.requestedAt) > Date.parse(change.requestedAt),
  );
}

function changeHref(id: string): string {
  return `/environments/changes/${encodeURIComponent(id)}`;
}

function environmentHref(name: string): string {
  return `/environments/${encodeURIComponent(name)}`;
}

function decision(change: ChangeSummary): Need {
  const { id, requestedBy, requestedAt } = change;
  return {
    id: `decide-${id}`,
    kind: 'change-to-decide',
    what: `${changeTitle(change)} waits for your decision`,
    where: `asked by ${parseEntityRef(requestedBy).name}`,
    reason: change.comment,
    since: requestedAt,
    origin: 'live',
    action: { label: 'Decide', href: changeHref(id) },
  };
}

const ENDINGS: Partial<Record<ChangeSummary['state'], string>> = {
  failed: 'failed',
  rejected: 'was rejected',
  expired: 'expired before anybody decided',
};

function stopped(
  change: ChangeSummary,
  seen: readonly string[],
  now: Date,
): Need[] {
  const { id, state, stateReason, updatedAt } = change;
  const need = {
    id: `change-${id}`,
    where: 'asked by you',
    reason: stateReason,
    since: updatedAt,
    origin: 'live' as const,
    action: { label: 'Open', href: changeHref(id) },
  };
  const title = changeTitle(change);
  if (state === 'proposed' && stateReason) {
    const what = `${title} is stuck before the merge`;
    return [{ ...need, kind: 'change-stopped', what }];
  }
  const howItEnded = ENDINGS[state];
  const old = now.getTime() - Date.parse(updatedAt) > BROUGHT_UP_MS;
  if (!howItEnded || old || seen.includes(id)) {
    return [];
  }
  return [
    {
      ...need,
      kind: state === 'failed' ? 'change-stopped' : 'change-ended',
      what: `${title} ${howItEnded}`,
      seenAs: id,
    },
  ];
}

function ofEnvironment(environment: EnvironmentView, now: Date): Need[] {
  const { name, state, stateReason, updatedAt, origin } = environment;
  const need = {
    where: [environment.class, environment.region].filter(Boolean).join(' · '),
    reason: stateReason,
    origin,
    action: { label: 'Open', href: environmentHref(name) },
  };
  const needs: Need[] = [];
  if (state === 'failed') {
    needs.push({
      ...need,
      id: `failed-${name}`,
      kind: 'environment-failed',
      what: `${name} failed`,
      since: environment.lastRun?.finishedAt ?? updatedAt,
    });
  }
  if (state === 'drifted') {
    const changed = environment.drift?.changed;
    needs.push({
      ...need,
      id: `drifted-${name}`,
      kind: 'environment-drifted',
      what: changed
        ? `${name} has drifted: ${changed} changed outside`
        : `${name} has drifted`,
      since: environment.drift?.checkedAt ?? updatedAt,
    });
  }
  return [...needs, ...ending(environment, need, now)];
}

function ending(
  environment: EnvironmentView,
  need: Pick<Need, 'where' | 'origin'>,
  now: Date,
): Need[] {
  const { name, state, expiresAt, openChange, changeable } = environment;
  const left = expiresAt ? Date.parse(expiresAt) - now.getTime() : Infinity;
  const leaving = state === 'destroying' || state === 'destroyed';
  // Somebody has seen to it already.
  const handled = openChange && ['extend', 'destroy'].includes(openChange.kind);
  if (!expiresAt || left > ENDS_SOON_MS || leaving || handled) {
    return [];
  }
  return [
    {
      ...need,
      id: `ends-${name}`,
      kind: left > DAY_MS ? 'environment-ends-soon' : 'environment-ends-today',
      what: `${name} ${expiryWords(expiresAt, now)}`,
      reason: null,
      since: expiresAt,
      // Its page has the dialog that says what some days more cost.
      action: {
        label: changeable ? 'Extend' : 'Open',
        href: environmentHref(name),
      },
    },
  ];
}

function brokenWords({ plugin, source, testable }: SourceRow): string {
  const { title, state } = source;
  if (state !== 'not-allowed') {
    return `${title} is ${sourceStateWord(state)}`;
  }
  // A plugin that refused the reader told of no source.
  return testable
    ? `The portal may not read ${title}`
    : `You may not see the sources of ${plugin}`;
}

function brokenSource(row: SourceRow): Need {
  const { plugin, source } = row;
  const { id, reason, since, origin } = source;
  return {
    id: `source-${plugin}-${id}`,
    kind: 'source-broken',
    what: brokenWords(row),
    where: 'Connections',
    reason,
    since,
    origin,
    action: { label: 'See why', href: `/connections#${keyOf(plugin, id)}` },
  };
}
