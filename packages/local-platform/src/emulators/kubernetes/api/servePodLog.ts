import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTAINER } from '../objects/podTemplate';
import { isUp } from '../objects/podStatus';
import type { WorkloadProcess } from '../Workload';
import { badRequest } from './KubernetesError';
import type { LogOptions } from './listOptions';
import { cutLog } from './cutLog';

const FOLLOW_EVERY_MS = 250;

/** What a log is served with. */
export interface LogRequest {
  podName: string;
  options: LogOptions;
  /** The process as it is now; nothing once it is gone. */
  process(): WorkloadProcess | undefined;
  now(): Date;
  /** Ends who follows. */
  signal: AbortSignal;
}

/** Answers with what a process wrote; with `follow`, until its run ends. */
export async function servePodLog(
  request: LogRequest,
  response: ServerResponse,
): Promise<void> {
  const { options, podName } = request;
  const process = request.process();
  if (!process) {
    throw badRequest(`pod ${podName} does not run any more`);
  }
  requireContainer(options.container, podName);
  const previous = whichRun(process, options.previous, podName);
  const log = await process.readLog({ previous });
  const text = cutLog(log.toString('utf8'), {
    ...options,
    now: request.now(),
    startedAt: process.startedAt ?? process.createdAt,
  });
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.write(text);
  if (options.follow && !previous) {
    await follow(request, response, log.length, text.length);
  }
  response.end();
}

function requireContainer(name: string | undefined, podName: string): void {
  if (name !== undefined && name !== '' && name !== CONTAINER) {
    throw badRequest(`container ${name} is not valid for pod ${podName}`);
  }
}

/** Whether the run before is read. One that waits shows the run that ended last. */
function whichRun(
  process: WorkloadProcess,
  previous: boolean,
  podName: string,
): boolean {
  if (previous && !process.lastExit) {
    throw badRequest(
      `previous terminated container "${CONTAINER}" in pod "${podName}" not found`,
    );
  }
  if (!isUp(process) && !process.lastExit) {
    throw badRequest(
      `container "${CONTAINER}" in pod "${podName}" is waiting to start: ContainerCreating`,
    );
  }
  return previous || !isUp(process);
}

/** Sends what is written from now on, as long as the same run goes on. */
async function follow(
  request: LogRequest,
  response: ServerResponse,
  alreadyRead: number,
  alreadySent: number,
): Promise<void> {
  const run = request.process()?.startedAt?.getTime();
  const { limitBytes = Infinity, timestamps } = request.options;
  let from = alreadyRead;
  let sent = alreadySent;
  while (sent < limitBytes && !request.signal.aborted && !response.destroyed) {
    const process = request.process();
    if (!process || !isUp(process) || process.startedAt?.getTime() !== run) {
      return;
    }
    const more = await process.readLog({ previous: false, from });
    from += more.length;
    const text = cutLog(more.toString('utf8'), {
      timestamps,
      limitBytes: limitBytes - sent,
      now: request.now(),
      startedAt: request.now(),
    });
    sent += text.length;
    response.write(text);
    await sleep(FOLLOW_EVERY_MS);
  }
}
