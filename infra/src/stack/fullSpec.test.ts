import { aFullSpec } from '../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../__testUtils__/builtWorker';
import { synthesized } from '../__testUtils__/synthesized';
import { listResources } from '../document/TerraformDocument';
import { ProviderSchema } from '../validate/schema/ProviderSchema';
import { askTerraform } from '../validate/terraform/askTerraform';
import { validateDocument } from '../validate/validateDocument';

// Terraform starts three times.
jest.setTimeout(120_000);

describe('an environment with everything that a spec can ask for', () => {
  const document = synthesized(aFullSpec());
  let schema: ProviderSchema;

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  it('should hold nothing that the provider does not know', () => {
    expect(validateDocument(document, schema)).toEqual([]);
  });

  it('should be planned by Terraform, where there is one', async () => {
    const outcome = await askTerraform({ document, schema });
    if (outcome.status === 'left-out') return;
    expect(outcome).toMatchObject({
      status: 'planned',
      add: listResources(document).length,
    });
  });
});
