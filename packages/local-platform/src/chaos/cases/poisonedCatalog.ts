import { z } from 'zod/v4';
import { CATALOG_KINDS, PLATFORM_REPOSITORY } from '../../portal/runConfig';
import type { CaseContext } from '../Case';
import { eventually, stretched } from '../harness/eventually';
import { probe, quantile } from '../harness/latency';
import {
  component,
  HARMLESS_ENTITIES,
  POISONED_ENTITIES,
} from '../harness/poison';
import { pushFiles } from '../harness/pushFiles';

const INTERVAL_SECONDS = 10;
const FOLDER = 'chaos-catalog';
const PROBED = ['/catalog/entities/by-query?limit=20'];
const LISTED = [
  'good-1.yaml',
  ...Object.keys(POISONED_ENTITIES),
  ...Object.keys(HARMLESS_ENTITIES),
  'twin-1.yaml',
  'twin-2.yaml',
  'turns-bad.yaml',
  'no-such-folder/*.yaml',
  'missing.yaml',
  'good-2.yaml',
];

const statusSchema = z.object({
  status: z
    .object({
      items: z.array(z.object({ level: z.string(), message: z.string() })),
    })
    .optional(),
});

/** Those that the catalog takes whole, however large or deep, are not among them. */
const WRONG = [
  ...Object.keys(POISONED_ENTITIES).filter(
    name => name !== 'ten-megabytes.yaml',
  ),
  'turns-bad.yaml',
  'missing.yaml',
  'no-such-folder/*.yaml',
];
/** What was good before its file turned bad, and what only looks bad. */
const KEPT: ReadonlyArray<[string, string]> = [
  ['chaos-turns-bad', 'first'],
  ['chaos-markup', '<script>'],
];
const SHOWN_WITHIN_MS = 60_000;
/** A large file holds everybody up while it is parsed; more than this nobody bears. */
const BEARABLE_MS = 1_000;

/** Wrong files beside good ones in the catalog's list. */
export async function poisonCatalog(context: CaseContext): Promise<void> {
  const { world, note, measure, holds } = context;
  const { ada, a } = world;
  await pushFiles(
    world,
    catalogFiles(['good-1.yaml', 'turns-bad.yaml', 'good-2.yaml'], 'first'),
  );
  await world.restart(catalogConfig(context));
  await untilDescribed(context, 'chaos-good-2', 'first');
  const calm = await probe(ada, a, PROBED, 3_000);
  const before = await refreshSeconds(context, 'calm');
  await pushFiles(world, {
    ...catalogFiles(LISTED, 'poisoned'),
    [`${FOLDER}/turns-bad.yaml`]: 'metadata: [',
  });
  note(
    `${LISTED.length} files are listed, ${
      Object.keys(POISONED_ENTITIES).length
    } of them poisoned`,
  );
  const probing = probe(ada, a, PROBED, 3 * INTERVAL_SECONDS * 1000);
  await untilDescribed(context, 'chaos-good-1', 'poisoned');
  await untilDescribed(context, 'chaos-good-2', 'poisoned');
  const times = [...(await probing).values()].flat();
  measure('catalogSlowestMs', Math.max(...times));
  const calmP = quantile([...calm.values()].flat(), 0.975);
  const p = quantile(times, 0.975);
  measure('catalogP97Ms', p);
  holds(
    'the catalog stays quick',
    p <= Math.max(stretched(BEARABLE_MS), 1.5 * calmP),
    `p97.5 is ${p.toFixed(0)} ms instead of ${calmP.toFixed(0)}`,
  );
  await seeErrors(context);
  const after = await refreshSeconds(context, 'poisoned still');
  measure('refreshCalmSeconds', before);
  measure('refreshPoisonedSeconds', after);
  holds(
    'what is well is refreshed as often as before',
    after <= Math.max(before, INTERVAL_SECONDS) * 1.5 + 5,
    `it takes ${after.toFixed(0)} s instead of ${before.toFixed(0)}`,
  );
}

/** Each wrong file has an error that the catalog shows, and what was good before stays. */
async function seeErrors(context: CaseContext): Promise<void> {
  const { world, holds, note } = context;
  const { ada, a } = world;
  for (const file of WRONG) {
    const told = await eventually(
      file,
      async () => (await errorsOf(context, file))[0],
      { withinMs: SHOWN_WITHIN_MS, everyMs: 500 },
    ).catch(() => undefined);
    note(`${file}: ${told?.slice(0, 160) ?? 'no error is told'}`);
    holds(`${file} has an error that is told`, told !== undefined, 'none');
  }
  for (const [name, kept] of KEPT) {
    const path = `/catalog/entities/by-name/component/default/${name}`;
    const { status, body } = await ada.ask(a, path);
    holds(
      `${name} is shown as it was`,
      status === 200 && JSON.stringify(body).includes(kept),
      `it is answered ${status}`,
    );
  }
}

/**
 * The errors that the page of a file's location shows. One that was wrong from
 * its first day has no page: the catalog keeps its errors, and its log tells them.
 */
async function errorsOf(
  { world }: CaseContext,
  file: string,
): Promise<string[]> {
  const { ada, a, database } = world;
  const path = `/catalog/entities/by-name/location/default/${placeOf(file)}`;
  const { status, body } = await ada.ask(a, path);
  const shown =
    status === 200 ? statusSchema.parse(body).status?.items ?? [] : [];
  const errors = shown.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    return errors.map(({ message }) => message);
  }
  const rows = await database.rows(
    z.object({ errors: z.string() }),
    `SELECT errors FROM catalog.refresh_state
      WHERE position($1 in unprocessed_entity) > 0
        AND errors IS NOT NULL AND errors <> '[]'`,
    [`/${file}"`],
  );
  return rows.map(row => `(without a page) ${row.errors}`);
}

function catalogFiles(
  listed: readonly string[],
  description: string,
): Record<string, string> {
  const own: Record<string, string> = {
    ...POISONED_ENTITIES,
    ...HARMLESS_ENTITIES,
    'good-1.yaml': component('chaos-good-1', description),
    'good-2.yaml': component('chaos-good-2', description),
    'turns-bad.yaml': component('chaos-turns-bad', description),
    'twin-1.yaml': component('chaos-twin', 'The first'),
    'twin-2.yaml': component('chaos-twin', 'The second'),
  };
  // One location a file, as in the platform's own catalog: a list in one of
  // them is taken as a whole, so that one wrong file would keep back the others.
  const locations = listed.map(name =>
    [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Location',
      `metadata: { name: ${placeOf(name)} }`,
      'spec:',
      '  type: url',
      `  target: ./${name}`,
      '',
    ].join('\n'),
  );
  return Object.fromEntries([
    [`${FOLDER}/catalog-info.yaml`, locations.join('---\n')],
    ...listed.flatMap(name =>
      name in own ? [[`${FOLDER}/${name}`, own[name]]] : [],
    ),
  ]);
}

/** The name of the location of a file. */
function placeOf(file: string): string {
  return `chaos-${file.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '')}`;
}

function catalogConfig({ world }: CaseContext): object {
  const { owner, repo } = PLATFORM_REPOSITORY;
  const base = `http://localhost:${world.ports.gitHost}/${owner}/${repo}/blob/main`;
  return {
    catalog: {
      // Merged over the minutes of the portal.
      processingInterval: { minutes: 0, seconds: INTERVAL_SECONDS },
      locations: [
        `${base}/catalog-info.yaml`,
        `${base}/${FOLDER}/catalog-info.yaml`,
      ].map(target => ({
        type: 'url',
        target,
        rules: [{ allow: CATALOG_KINDS }],
      })),
    },
  };
}

/** How long a change of a good file takes to be shown. */
async function refreshSeconds(
  context: CaseContext,
  word: string,
): Promise<number> {
  const began = Date.now();
  const text = component('chaos-good-2', word);
  await context.world.git.writeByHand(`${FOLDER}/good-2.yaml`, text);
  await untilDescribed(context, 'chaos-good-2', word);
  return (Date.now() - began) / 1000;
}

async function untilDescribed(
  { world }: CaseContext,
  name: string,
  description: string,
): Promise<void> {
  const { ada, a } = world;
  const path = `/catalog/entities/by-name/component/default/${name}`;
  await eventually(
    `${name}, described as "${description}"`,
    async () => {
      const { status, body } = await ada.ask(a, path);
      return status === 200 && JSON.stringify(body).includes(`"${description}"`)
        ? true
        : undefined;
    },
    { withinMs: 90_000 },
  );
}
