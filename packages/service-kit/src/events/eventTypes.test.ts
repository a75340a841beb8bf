import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { shopEvents } from './eventTypes';

/** What was published of each type and version; services that are not built anew go by it. */
const FILE = join(__dirname, 'eventSchemas.json');
const readPublished = (): Record<string, unknown> =>
  JSON.parse(readFileSync(FILE, 'utf8'));

const current: Record<string, unknown> = Object.fromEntries(
  Object.entries(shopEvents).map(([type, schema]) => [
    type,
    z.toJSONSchema(schema, {
      io: 'input',
      // How zod looks for a format is its own matter, and may change with it.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format) delete jsonSchema.pattern;
      },
    }),
  ]),
);

/** What is wrong with the types of events, each with its remedy. */
function complaints(
  now: Record<string, unknown>,
  published: Record<string, unknown>,
): string[] {
  const same = (type: string) =>
    JSON.stringify(now[type]) === JSON.stringify(published[type]);
  const changed = Object.keys(published).filter(type => !same(type));
  const added = Object.keys(now).filter(type => !(type in published));
  return [
    ...changed.map(
      type =>
        `${type} is published and must stay as it is: add a new version, like ${nextVersion(
          type,
        )}`,
    ),
    ...added.map(
      type =>
        `${type} is not published: run this test once with PUBLISH_EVENT_TYPES=1, and format its file`,
    ),
  ];
}

function nextVersion(type: string): string {
  return type.replace(/\d+$/, version => String(Number(version) + 1));
}

describe('shopEvents', () => {
  it('should say of each published version what it always said', () => {
    const published = readPublished();
    if (process.env.PUBLISH_EVENT_TYPES === '1') {
      // Adds what is new; what was published stays.
      const all = { ...current, ...published };
      writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
    }
    expect(complaints(current, readPublished())).toEqual([]);
  });

  it('should notice a change of any kind, and tell of a new version', () => {
    const published = readPublished();
    const [[type, schema]] = Object.entries(published);
    const stricter = { ...(schema as object), maxProperties: 1 };
    expect(complaints({ ...published, [type]: stricter }, published)).toEqual([
      expect.stringMatching(
        /^user\.registered\.v1 is published .*add a new version, like user\.registered\.v2$/,
      ),
    ]);
    const { [type]: _gone, ...others } = published;
    expect(complaints(others, published)).toHaveLength(1);
    expect(
      complaints({ ...published, 'lamp.lit.v1': schema }, published),
    ).toEqual([expect.stringMatching(/^lamp\.lit\.v1 is not published/)]);
  });

  it('should name each type with its version', () => {
    for (const type of Object.keys(shopEvents)) {
      expect(type).toMatch(/^[a-z]+\.[a-z-]+\.v[1-9]\d*$/);
    }
  });
});
