// A worker that does what the environment tells it to.
const { parentPort } = require('node:worker_threads');

const document = JSON.stringify({ resource: {} });

/** A document with a type that the provider does not have. */
const mistaken = JSON.stringify({ resource: { aws_eipp: { nat: {} } } });

const actions = {
  answer: id =>
    parentPort.postMessage({ id, status: 'ok', document, heapUsedBytes: 1 }),
  mistake: id =>
    parentPort.postMessage({
      id,
      status: 'ok',
      document: mistaken,
      heapUsedBytes: 1,
    }),
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
  // A whole spec tells by its name.
  actions[environment.action ?? environment.metadata.name](id, environment),
);
