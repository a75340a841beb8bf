import { counted } from './podProblem';
import { restartsOf, servingVersionsOf, type PodView } from './podView';
import {
  capital,
  ofWanted,
  problemWords,
  servingWords,
  startingWords,
} from './rolloutWords';
import type { HealthState, WorkloadHealth } from './WorkloadHealth';

/** What the verdict on a workload that serves is made of. */
export interface RolloutFacts {
  targetVersion: string | null;
  desired: number;
  /** The active pods of the wanted version; null where pods can't be seen. */
  newPods: readonly PodView[] | null;
  /** The active pods of versions before it; null where pods can't be seen. */
  oldPods: readonly PodView[] | null;
  /** How many the workload's own status calls ready; only asked where pods can't be seen. */
  statusReady: number;
  /** Whether the controller has not yet looked at the newest change: its conditions are then old. */
  isStale: boolean;
  isPaused: boolean;
  /** The deadline that the rollout missed, in words; null where it missed none. */
  missedDeadline: string | null;
  /** Whether the newest version once was there in full; what is missing later is no rollout. */
  isFinished: boolean;
  /** Since when each state holds, as far as the objects tell. */
  since: Partial<Record<HealthState, string | null>>;
  /** What else there is to say, such as an autoscaler at its maximum. */
  notes: readonly string[];
  notSeen: readonly string[];
}

/** The facts, with what follows from them. */
export interface Seen extends RolloutFacts {
  ready: number;
  failingNew: PodView[];
  failing: PodView[];
}

interface Verdict {
  state: HealthState;
  reason: string;
}

function see(facts: RolloutFacts): Seen {
  const { newPods, oldPods } = facts;
  const failingNew = (newPods ?? []).filter(({ problem }) => problem !== null);
  const failingOld = (oldPods ?? []).filter(({ problem }) => problem !== null);
  return {
    ...facts,
    ready:
      newPods === null || oldPods === null
        ? facts.statusReady
        : [...newPods, ...oldPods].filter(({ isReady }) => isReady).length,
    failingNew,
    failing: [...failingNew, ...failingOld],
  };
}

function toZero({ ready }: Seen): Verdict {
  const left = ready > 0 ? `; ${ready} still ready` : '';
  return {
    state: 'scaled-to-zero',
    reason: `Scaled to zero on purpose${left}`,
  };
}

function down(seen: Seen): Verdict {
  const why = problemWords(seen.failing);
  const paused = seen.isPaused ? '; its rollout is paused' : '';
  return {
    state: 'failing',
    reason: `${capital(why)}; 0 of ${
      seen.desired
    } ready, nothing serves${paused}`,
  };
}

function missed(seen: Seen): Verdict {
  const failing =
    seen.failingNew.length > 0 ? ` (${problemWords(seen.failingNew)})` : '';
  const reason = `The rollout of ${
    seen.targetVersion ?? 'the new version'
  } missed its ${seen.missedDeadline}${failing}`;
  return seen.ready === 0
    ? { state: 'failing', reason: `${reason}; nothing serves` }
    : { state: 'rollout-failed', reason: `${reason}; ${servingWords(seen)}` };
}

function underway(seen: Seen): Verdict {
  if (seen.failingNew.length > 0) {
    return {
      state: 'rollout-failing',
      reason: `${seen.targetVersion ?? 'The new version'} fails: ${problemWords(
        seen.failingNew,
      )}; ${servingWords(seen)}`,
    };
  }
  return { state: 'rolling-out', reason: startingWords(seen) };
}

function settled(seen: Seen): Verdict {
  if (seen.ready >= seen.desired && seen.failing.length === 0) {
    return { state: 'healthy', reason: ofWanted(seen) };
  }
  const pods = [...(seen.newPods ?? []), ...(seen.oldPods ?? [])];
  const probe = pods.find(pod => pod.probe !== null)?.probe;
  const waiting = pods.filter(pod => !pod.isReady && !pod.problem).length;
  const gone = seen.newPods === null ? 0 : seen.desired - pods.length;
  const why = [
    ...(seen.failing.length > 0 ? [problemWords(seen.failing)] : []),
    ...(waiting > 0
      ? [`${waiting} not ready${probe ? ` (${probe})` : ''}`]
      : []),
    ...(gone > 0 ? [`${counted(gone, 'pod')} missing`] : []),
  ].join(', ');
  return {
    state: seen.ready === 0 ? 'failing' : 'degraded',
    reason: `${ofWanted(seen)}${why ? `: ${why}` : ''}`,
  };
}

/**
 * The rules, in order; the first that applies decides. They are those of Argo CD's
 * gitops-engine for a Deployment (paused, then the generation, the deadline, the counts) with
 * the pods in front: pods that fail are a fact, whatever the conditions say.
 */
const RULES: ReadonlyArray<{
  applies: (seen: Seen) => boolean;
  verdict: (seen: Seen) => Verdict;
}> = [
  { applies: ({ desired }) => desired === 0, verdict: toZero },
  {
    applies: ({ ready, failing }) => ready === 0 && failing.length > 0,
    verdict: down,
  },
  {
    applies: ({ isPaused }) => isPaused,
    verdict: seen => ({
      state: 'paused',
      reason: `Its rollout is paused; ${servingWords(seen)}`,
    }),
  },
  {
    applies: ({ isStale }) => isStale,
    verdict: seen => ({
      state: 'rolling-out',
      reason: `The newest change waits for its controller; ${servingWords(
        seen,
      )}`,
    }),
  },
  {
    applies: ({ missedDeadline, isFinished }) =>
      missedDeadline !== null && !isFinished,
    verdict: missed,
  },
  { applies: ({ isFinished }) => !isFinished, verdict: underway },
  { applies: () => true, verdict: settled },
];

/** Judges a workload that serves by the facts. */
export function judgeRollout(facts: RolloutFacts): WorkloadHealth {
  const seen = see(facts);
  const { state, reason } = RULES.find(({ applies }) => applies(seen))!.verdict(
    seen,
  );
  const pods =
    facts.newPods === null || facts.oldPods === null
      ? null
      : [...facts.newPods, ...facts.oldPods];
  const since = facts.since[state];
  return {
    state,
    targetVersion: facts.targetVersion,
    servingVersions: pods === null ? null : servingVersionsOf(pods),
    desired: facts.desired,
    ready: seen.ready,
    reason: `${[reason, ...facts.notes].join('. ')}.`,
    since: since ? new Date(since).toISOString() : null,
    restarts: pods === null ? null : restartsOf(pods),
    notSeen: [...facts.notSeen],
  };
}
