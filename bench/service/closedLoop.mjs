/** Sends texts over some connections, on each the next one after the answer; gives {perSecond, statuses}. */
import { asWorker } from './inWorker.mjs';
import { Connection } from './Connection.mjs';

await asWorker(async ({ port, texts, connections }) => {
  const statuses = {};
  const open = await Promise.all(
    Array.from({ length: connections }, () => Connection.open(port)),
  );
  const left = [...texts].reverse();
  const from = performance.now();
  await Promise.all(
    open.map(async connection => {
      while (left.length > 0) {
        const { status } = await connection.send(left.pop());
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      connection.close();
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: texts.length / seconds, statuses };
});
