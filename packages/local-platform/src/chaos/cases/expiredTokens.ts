import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseContext, ChaosCase } from '../Case';
import { settle } from '../harness/settle';
import { makeSigningKey, type SigningKey } from '../harness/userTokens';

/** So long the token of a form lives. */
const FORM_SECONDS = 8;

/** A form that was open until the token ended, and keys that were changed: nobody loses a request or sends it twice. */
export const expiredTokens: ChaosCase = {
  name: 'tokens',
  title: 'Expired tokens and changed keys',
  short: false,
  async run(context) {
    const { world } = context;
    await keptOverRestart(context);
    const key = await makeSigningKey(world.data, 'first');
    await world.restart(key.config);
    world.ada.signOut();
    await longOpenForm(context, key);
    await changedKeys(context);
    [world.ada, world.grace, world.margaret].forEach(one => one.signOut());
    await world.restart();
  },
};

/** A portal that is started again knows who was signed in. */
async function keptOverRestart({ world, holds }: CaseContext): Promise<void> {
  const { ada, a } = world;
  await ada.token(a);
  await world.restart();
  const answer = await ada.ask(a, '/environments/environments');
  holds(
    'a token counts after a restart',
    answer.status === 200,
    `it is answered ${answer.status}`,
  );
}

/** The token ends while the form is open; after a refresh the same request counts once. */
async function longOpenForm(
  context: CaseContext,
  key: SigningKey,
): Promise<void> {
  const { world, holds, note } = context;
  const { ada, a } = world;
  const real = await ada.token(a);
  const spec = world.specs.draw();
  const { name } = spec.metadata;
  const request = { body: { kind: 'create', name, spec } };
  const token = key.reissue(real, FORM_SECONDS);
  const preview = await ada.ask(a, '/environments/preview', {
    token,
    body: { spec },
  });
  holds(
    'the token is good while the form is opened',
    preview.status === 200,
    `the preview is answered ${preview.status}: ${JSON.stringify(
      preview.body,
    )}`,
  );
  await sleep((FORM_SECONDS + 1) * 1_000);
  note('the token has ended while the form was open');
  for (const path of ['/environments/environments', '/catalog/entities']) {
    const answer = await ada.ask(a, path, { token });
    holds(
      `${path} refuses a token that has ended`,
      answer.status === 401,
      `it is answered ${answer.status}`,
    );
  }
  const refused = await ada.ask(a, '/environments/changes', {
    ...request,
    token,
  });
  holds(
    'a request with a token that has ended is refused',
    refused.status === 401,
    `it is answered ${refused.status}`,
  );
  await sendAfterRefresh(context, request);
  const when = 'sent after a refresh';
  await settle(context, a, [{ spec, person: ada, when }]);
}

async function sendAfterRefresh(
  { world, holds }: CaseContext,
  request: { body: unknown },
): Promise<void> {
  const { ada, a } = world;
  ada.signOut();
  const first = await ada.ask(a, '/environments/changes', request);
  const second = await ada.ask(a, '/environments/changes', request);
  holds(
    'after a refresh the same request counts, once',
    first.status === 201 && second.status === 200,
    `it is answered ${first.status} and ${second.status}`,
  );
}

/** All keys are changed: old tokens are refused, and a new sign-in works at once. */
async function changedKeys({ world, holds, note }: CaseContext): Promise<void> {
  const { ada, a } = world;
  const old = await ada.token(a);
  const key = await makeSigningKey(world.data, 'second');
  const secret = randomBytes(24).toString('base64');
  await world.restart({
    ...key.config,
    backend: { auth: { keys: [{ secret }] } },
  });
  note('started again with other keys');
  const refused = await ada.ask(a, '/environments/environments', {
    token: old,
  });
  holds(
    'a token of an old key is refused',
    refused.status === 401,
    `it is answered ${refused.status}`,
  );
  ada.signOut();
  const again = await ada.ask(a, '/environments/environments');
  holds(
    'who signs in again goes on',
    again.status === 200,
    `it is answered ${again.status}`,
  );
}
