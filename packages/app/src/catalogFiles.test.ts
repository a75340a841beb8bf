import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const root = resolve(__dirname, '../../..');

/** What the catalog holds an entity to before it takes it. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const files = globSync(['catalog-info.yaml', 'services/*/catalog-info.yaml'], {
  cwd: root,
});

/** Why the catalog would refuse an entity; undefined where it takes it. */
async function refusalOf(entity: Entity): Promise<string | undefined> {
  return policy.enforce(entity).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

describe('the files of the catalog', () => {
  it('should be found', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('should be taken by it: %s', async file => {
    const documents = parseAllDocuments(readFileSync(join(root, file), 'utf8'));
    const refusals = await Promise.all(
      documents.map(document => refusalOf(document.toJS())),
    );
    expect(refusals.filter(Boolean)).toEqual([]);
  });
});
