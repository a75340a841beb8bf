import { aSpec } from '../../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../../__testUtils__/builtWorker';
import { seededMistakes } from '../../__testUtils__/seededMistakes';
import { synthesized } from '../../__testUtils__/synthesized';
import { CLASSES, sampleSpec } from '../../docs/sampleSpecs';
import {
  TerraformDocument,
  listResources,
} from '../../document/TerraformDocument';
import { ProviderSchema } from '../schema/ProviderSchema';
import { askTerraform } from './askTerraform';
import { findTerraform } from './findTerraform';

const installed = findTerraform(process.env.PATH ?? '') !== undefined;
const whereInstalled = installed ? describe : describe.skip;
const title = installed
  ? 'with the terraform of this machine'
  : 'left out, because there is no terraform on the PATH';

// Terraform starts three times for each question.
jest.setTimeout(120_000);

describe('askTerraform', () => {
  let schema: ProviderSchema;

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  it('should say that it was left out where there is no terraform', async () => {
    await expect(
      askTerraform({ document: { resource: {} }, schema, path: '/nowhere' }),
    ).resolves.toEqual({
      status: 'left-out',
      reason: 'there is no terraform on the PATH',
    });
  });

  whereInstalled(title, () => {
    const ask = (document: TerraformDocument) =>
      askTerraform({ document, schema });

    it.each(CLASSES)('should plan every resource of %s', async name => {
      const document = synthesized(sampleSpec(name));
      await expect(ask(document)).resolves.toEqual({
        status: 'planned',
        version: expect.any(String),
        add: listResources(document).length,
      });
    });

    // What is found without Terraform, Terraform refuses as well.
    it.each(seededMistakes.filter(({ of }) => of === 'structure'))(
      'should refuse: $mistake',
      async ({ seed }) => {
        await expect(ask(seed(synthesized(aSpec())))).resolves.toMatchObject({
          status: 'refused',
          diagnostics: expect.arrayContaining([
            expect.objectContaining({ detail: expect.any(String) }),
          ]),
        });
      },
    );

    it('should not use the backend of the configuration', async () => {
      const document = synthesized(aSpec({ edge: undefined }));
      const terraform = { ...document.terraform, backend: { s3: {} } };
      await expect(ask({ ...document, terraform })).resolves.toMatchObject({
        status: 'planned',
      });
    });
  });
});
