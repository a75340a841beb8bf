import {
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import type {
  FromThread,
  HttpAnswer,
  HttpRequest,
  MetricDefinition,
  ThreadData,
} from '../messages';

const { flag, answers } = workerData as ThreadData;
const answered = new Int32Array(flag);
// Nobody wakes who waits on it: that is how a thread sleeps.
const never = new Int32Array(new SharedArrayBuffer(4));

/** The metrics that the script made. */
export const metrics: MetricDefinition[] = [];

/** Where the script is: whether it is still being loaded, and in which group. */
export const place = { loading: true, group: '' };

/** Tells the main thread something. */
export function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Tells a value; it belongs to the group in which the script is. */
export function sample(
  metric: string,
  value: number,
  tags: Record<string, string> = {},
): void {
  tell({
    type: 'sample',
    sample: { metric, value, tags: { group: place.group, ...tags } },
  });
}

/** Stands still for so long. */
export function pauseMs(ms: number): void {
  if (ms > 0) Atomics.wait(never, 0, 0, ms);
}

/** Lets the main thread make a request, and stands still until its answer is there. */
export function send(
  request: HttpRequest,
  tags: Record<string, string>,
): HttpAnswer {
  Atomics.store(answered, 0, 0);
  tell({ type: 'request', request, tags: { group: place.group, ...tags } });
  Atomics.wait(answered, 0, 0);
  return receiveMessageOnPort(answers)?.message as HttpAnswer;
}
