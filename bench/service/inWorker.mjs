import { Worker, parentPort, workerData } from 'node:worker_threads';

/** Runs a generator of load in a thread of its own, so that nothing else keeps it from being on time. */
export async function inWorker(url, data) {
  const worker = new Worker(url, { workerData: data });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', code => {
      reject(new Error(`The load ended early (${code})`));
    });
  });
}

/** Runs a generator, in its thread, with what it was given. */
export async function asWorker(work) {
  parentPort.postMessage(await work(workerData));
}
