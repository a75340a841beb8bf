/** Which part of a log is wanted. */
export interface LogCut {
  tailLines?: number;
  sinceSeconds?: number;
  sinceTime?: Date;
  limitBytes?: number;
  timestamps?: boolean;
  now: Date;
  /** The time of lines before the first that tells its own. */
  startedAt: Date;
}

interface Line {
  text: string;
  at: Date;
}

/** The lines of a log that were asked for, the bytes cut off at the end. */
export function cutLog(log: string, cut: LogCut): string {
  const since = earliest(cut);
  const asked = datedLines(log, cut.startedAt).filter(
    ({ at }) => !since || at >= since,
  );
  const { tailLines } = cut;
  const lines =
    tailLines === undefined
      ? asked
      : asked.slice(Math.max(0, asked.length - tailLines));
  const text = lines
    .map(line =>
      cut.timestamps ? `${line.at.toISOString()} ${line.text}` : line.text,
    )
    .join('');
  return cut.limitBytes === undefined
    ? text
    : Buffer.from(text).subarray(0, cut.limitBytes).toString('utf8');
}

function earliest({ sinceSeconds, sinceTime, now }: LogCut): Date | undefined {
  return sinceSeconds === undefined
    ? sinceTime
    : new Date(now.getTime() - sinceSeconds * 1000);
}

/** Lines know their own time where they are JSON with `time`; others have that of the line before. */
function datedLines(log: string, startedAt: Date): Line[] {
  let at = startedAt;
  return log.split(/(?<=\n)/).map(text => {
    at = timeOf(text) ?? at;
    return { text, at };
  });
}

function timeOf(line: string): Date | undefined {
  const value = /"time":\s*("[^"]{1,40}"|\d{1,16})/.exec(line)?.[1];
  if (value === undefined) {
    return undefined;
  }
  const date = new Date(
    value.startsWith('"') ? value.slice(1, -1) : Number(value),
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}
