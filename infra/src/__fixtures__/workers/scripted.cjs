// A worker that does what the environment tells it to.
const { parentPort } = require('node:worker_threads');

const document = JSON.stringify({ resource: {} });

const actions = {
  answer: id =>
    parentPort.postMessage({ id, status: 'ok', document, heapUsedBytes: 1 }),
  slow: (id, { ms = 150 }) => setTimeout(() => actions.answer(id), ms),
  fail: id =>
    parentPort.postMessage({ id, status: 'failed', message: 'no such size' }),
  hang: () => {
    for (;;);
  },
  crash: () => {
    throw new Error('broken on purpose');
  },
  exit: () => process.exit(3),
  outgrow: () => {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill({ kept }));
  },
  babble: () => parentPort.postMessage('what?'),
  garble: id =>
    parentPort.postMessage({
      id,
      status: 'ok',
      document: '{',
      heapUsedBytes: 1,
    }),
};

parentPort.on('message', ({ id, environment }) =>
  actions[environment.action](id, environment),
);
