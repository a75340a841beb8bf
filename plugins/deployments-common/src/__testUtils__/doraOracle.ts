import type { Deployment } from '../Deployment';
import type { DoraInput } from '../dora/doraHistory';

/*
 * The five metrics once more, in the slowest and plainest way: each question is asked of the
 * whole history anew, days come from Intl and the window is walked in steps of six hours. It shares
 * no code with what it checks.
 */

function plainMedian(values: number[]): number | null {
  const rest = [...values];
  while (rest.length > 2) {
    rest.splice(rest.indexOf(Math.max(...rest)), 1);
    rest.splice(rest.indexOf(Math.min(...rest)), 1);
  }
  return rest.length === 0
    ? null
    : rest.reduce((sum, value) => sum + value, 0) / rest.length;
}

function dayIn(zone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (ms: number) => format.format(ms);
}

export function doraOracle(input: DoraInput) {
  const from = Date.parse(input.from);
  const to = Date.parse(input.to);
  const time = (deployment: Deployment) => Date.parse(deployment.finishedAt!);
  const records: Deployment[] = [];
  for (const one of input.deployments) {
    const isDuplicate = records.some(({ id }) => id === one.id);
    if (
      !isDuplicate &&
      input.entityRefs.includes(one.entityRef) &&
      one.environment === input.environment &&
      one.origin === input.origin &&
      one.kind !== 'remove'
    ) {
      records.push(one);
    }
  }
  const done = records.filter(({ finishedAt }) => finishedAt !== null);
  const isBefore = (a: Deployment, b: Deployment) =>
    time(a) < time(b) || (time(a) === time(b) && a.id < b.id);
  const laterOf = (one: Deployment) =>
    done.filter(
      other => other.entityRef === one.entityRef && isBefore(one, other),
    );
  const earlierOf = (one: Deployment) =>
    done.filter(
      other => other.entityRef === one.entityRef && isBefore(other, one),
    );
  const nearest = (some: Deployment[], first: boolean) =>
    some.find(one =>
      some.every(
        other =>
          other === one ||
          (first ? isBefore(one, other) : isBefore(other, one)),
      ),
    );
  const incidentsOf = (one: Deployment) => {
    const ids: string[] = [];
    return input.incidents.filter(incident => {
      const counts =
        incident.deploymentId === one.id &&
        incident.environment === input.environment &&
        incident.origin === input.origin &&
        input.entityRefs.includes(incident.entityRef) &&
        !ids.includes(incident.id);
      ids.push(incident.id);
      return counts;
    });
  };
  const isFailed = (one: Deployment) =>
    one.status === 'failed' ||
    one.status === 'rolled-back' ||
    incidentsOf(one).length > 0 ||
    nearest(laterOf(one), true)?.kind === 'rollback';
  const repairOf = (one: Deployment) => {
    const good = nearest(
      laterOf(one).filter(other => !isFailed(other)),
      true,
    );
    const incidents = incidentsOf(one);
    let end: number | null = null;
    if (incidents.length > 0 && incidents.every(i => i.resolvedAt !== null)) {
      end = Math.max(...incidents.map(i => Date.parse(i.resolvedAt!)));
      end = end < time(one) ? null : end;
    }
    if (good && (end === null || time(good) <= end)) {
      return { at: time(good), by: good.id };
    }
    return { at: end, by: null };
  };

  const inWindow = done.filter(one => time(one) >= from && time(one) < to);
  const failed = inWindow.filter(isFailed);
  const repairs = done.filter(isFailed).map(repairOf);

  const leads: number[] = [];
  const lead = { skewed: 0, excluded: 0, known: 0, of: 0 };
  for (const one of inWindow) {
    const before = nearest(earlierOf(one), false);
    const isSame =
      before !== undefined &&
      before.version === one.version &&
      (one.version === null
        ? one.commit !== null && before.commit === one.commit
        : one.commit === null ||
          before.commit === null ||
          before.commit === one.commit);
    if (one.kind === 'deploy' && !isSame) {
      lead.of += 1;
      lead.known += one.commits === null ? 0 : 1;
      const shipped = earlierOf(one).flatMap(other => other.commits ?? []);
      for (const commit of one.commits ?? []) {
        const seconds = (time(one) - Date.parse(commit.authoredAt)) / 1000;
        if (!shipped.some(({ sha }) => sha === commit.sha)) {
          if (seconds < -300) {
            lead.excluded += 1;
          } else if (seconds < 0) {
            lead.skewed += 1;
            leads.push(0);
          } else {
            leads.push(seconds);
          }
        }
      }
    }
  }

  const day = dayIn(input.zone);
  const days: Array<{ day: string; deployments: number }> = [];
  for (let ms = from; ms < to; ms += 6 * 60 * 60_000) {
    if (days.at(-1)?.day !== day(ms)) {
      days.push({ day: day(ms), deployments: 0 });
    }
  }
  if (days.at(-1)?.day !== day(to - 1)) {
    days.push({ day: day(to - 1), deployments: 0 });
  }
  for (const one of inWindow) {
    days.find(entry => entry.day === day(time(one)))!.deployments += 1;
  }

  const count = inWindow.length;
  const rework = inWindow.filter(
    one => one.kind === 'rollback' || repairs.some(({ by }) => by === one.id),
  ).length;
  const recovered = failed
    .map(one => ({ at: repairOf(one).at, onset: time(one) }))
    .filter(({ at }) => at !== null)
    .map(({ at, onset }) => (at! - onset) / 1000);
  return {
    perDay: count === 0 ? null : count / days.length,
    days,
    leadMedian: plainMedian(leads),
    leadCommits: leads.length,
    ...lead,
    failRatio: count === 0 ? null : failed.length / count,
    failed: failed.length,
    recoveryMedian: plainMedian(recovered),
    recovered: recovered.length,
    reworkRatio: count === 0 ? null : rework / count,
    rework,
  };
}
