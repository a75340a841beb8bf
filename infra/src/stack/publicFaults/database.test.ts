import { parseEnvironmentSpec } from '@portico/plugin-environments-common';
import fc from 'fast-check';
import { aSpec } from '../../__testUtils__/aSpec';
import { isReplica } from '../../__testUtils__/protections';
import {
  PublicFault,
  faultyHere,
  faultyInTwin,
} from '../../__testUtils__/publicFaults';
import { seeded } from '../../__testUtils__/seededMistakes';
import { specArbitrary } from '../../__testUtils__/specArbitrary';
import { aDocument } from '../../__testUtils__/synthesized';
import { ResourceIndex } from '../../document/ResourceIndex';
import { flag, text } from '../../document/attributes';
import { TerraformDocument } from '../../document/TerraformDocument';
import { planDocuments } from '../../plan/planDocuments';

const DATABASE = ['aws_db_instance', 'database_instance'];

/** What no spec may bring about, tried with specs of all kinds. */
const specs = fc.sample(specArbitrary, { numRuns: 5, seed: 568 });

function primaries(document: TerraformDocument) {
  return ResourceIndex.of(document)
    .ofType('aws_db_instance')
    .filter(({ attributes }) => !isReplica(attributes));
}

const FAULTS: readonly PublicFault[] = [
  {
    fault:
      'terraform-aws-modules/terraform-aws-rds#568: who keeps the master password is decided once and cannot be switched',
    specs,
    find: document =>
      primaries(document)
        .filter(
          ({ attributes }) =>
            !flag(attributes, 'manage_master_user_password') ||
            'password' in attributes ||
            'password_wo' in attributes,
        )
        .map(({ address }) => address),
    twin: document => seeded(document, [...DATABASE, 'password'], 'chosen'),
  },
  {
    fault:
      'terraform-aws-modules/terraform-aws-rds#124, openaustralia/infrastructure#545, tryretool/terraform-retool-modules#36: a minor version that is written down drifts when AWS upgrades it',
    specs,
    find: document =>
      primaries(document)
        .filter(
          ({ attributes }) =>
            !/^\d+$/.test(text(attributes, 'engine_version') ?? '') ||
            !flag(attributes, 'auto_minor_version_upgrade'),
        )
        .map(({ address }) => address),
    twin: document => seeded(document, [...DATABASE, 'engine_version'], '17.2'),
  },
];

describe('public faults of databases', () => {
  describe.each(FAULTS)('$fault', fault => {
    it('should not be here', () => {
      expect(faultyHere(fault)).toEqual([]);
    });

    it('should be found in a twin that has it', () => {
      expect(faultyInTwin(fault)).toEqual([DATABASE.join('.')]);
    });
  });

  it.each(['password', 'manageMasterUserPassword'])(
    'should refuse a spec that wants to decide on the master password by %s',
    field => {
      const spec = aSpec();
      const database = { ...spec.spec.database, [field]: 'false' };
      const parsed = parseEnvironmentSpec({
        ...spec,
        spec: { ...spec.spec, database },
      });
      expect(parsed).toMatchObject({
        valid: false,
        issues: [{ path: `spec.database.${field}` }],
      });
    },
  );

  const byAws = { manage_master_user_password: true };
  const own = { password: 'chosen' };

  it.each([
    ['from AWS', byAws, own],
    ['to AWS', own, byAws],
  ])('should warn of a plan that moves the master password %s', (...sides) => {
    const [, before, after] = sides;
    const plan = planDocuments({
      before: aDocument({ 'aws_db_instance.d': before }),
      after: aDocument({ 'aws_db_instance.d': after }),
    });
    const [planned] = plan.modules.flatMap(({ resources }) => resources);
    expect(planned).toMatchObject({
      action: 'change',
      reason: expect.stringContaining('decided when the database is made'),
    });
  });
});
