import { parseEnvironmentSpec } from '@portico/plugin-environments-common';
import fc from 'fast-check';
import { aSpec } from '../../__testUtils__/aSpec';
import { isReplica } from '../../__testUtils__/protections';
import { specArbitrary } from '../../__testUtils__/specArbitrary';
import { aDocument, resourcesOf } from '../../__testUtils__/synthesized';
import { ResourceIndex } from '../../document/ResourceIndex';
import { flag, text } from '../../document/attributes';
import { planDocuments } from '../../plan/planDocuments';

const indexOf = (database: object) =>
  ResourceIndex.of(aDocument({ 'aws_db_instance.d': { ...database } }));

const primariesOf = (resources: ResourceIndex) =>
  resources
    .ofType('aws_db_instance')
    .filter(({ attributes }) => !isReplica(attributes));

/** Databases whose master password somebody else than AWS keeps. */
const withOwnPassword = (resources: ResourceIndex) =>
  primariesOf(resources)
    .filter(
      ({ attributes }) =>
        !flag(attributes, 'manage_master_user_password') ||
        'password' in attributes ||
        'password_wo' in attributes,
    )
    .map(({ address }) => address);

/** Databases that AWS moves on from the version that is written down, or never. */
const withDriftingVersion = (resources: ResourceIndex) =>
  primariesOf(resources)
    .filter(
      ({ attributes }) =>
        !/^\d+$/.test(text(attributes, 'engine_version') ?? '') ||
        !flag(attributes, 'auto_minor_version_upgrade'),
    )
    .map(({ address }) => address);

/** The faulty databases of environments of all kinds. */
const ofAnySpec = (faulty: (resources: ResourceIndex) => string[]) =>
  fc
    .sample(specArbitrary, { numRuns: 20, seed: 568 })
    .flatMap(spec => faulty(resourcesOf(spec)));

/** https://github.com/terraform-aws-modules/terraform-aws-rds/issues/568 */
describe('fault 12: who keeps the master password cannot be changed later', () => {
  const byAws = { manage_master_user_password: true };
  const own = { password: 'chosen' };

  it('should leave it to AWS from the first day, whatever the spec', () => {
    expect(ofAnySpec(withOwnPassword)).toEqual([]);
  });

  it('should find a database that has a password of its own', () => {
    expect(withOwnPassword(indexOf(byAws))).toEqual([]);
    expect(withOwnPassword(indexOf(own))).toEqual(['aws_db_instance.d']);
    expect(withOwnPassword(indexOf({ ...byAws, ...own }))).toHaveLength(1);
  });

  it.each(['password', 'manageMasterUserPassword'])(
    'should refuse a spec that wants to choose by %s',
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

  it.each([
    ['from AWS', byAws, own],
    ['to AWS', own, byAws],
  ])('should warn of a plan that moves it %s', (_, before, after) => {
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

/** https://github.com/terraform-aws-modules/terraform-aws-rds/issues/124 */
describe('fault 14: a minor version that is written down drifts when AWS upgrades it', () => {
  it('should write the major version alone and let AWS upgrade the minor one', () => {
    expect(ofAnySpec(withDriftingVersion)).toEqual([]);
  });

  it('should find a version that AWS will move on, and one that nobody moves on', () => {
    const upgrades = { auto_minor_version_upgrade: true };
    const faulty = (database: object) => withDriftingVersion(indexOf(database));
    expect(faulty({ engine_version: '17', ...upgrades })).toEqual([]);
    expect(faulty({ engine_version: '17.2', ...upgrades })).toHaveLength(1);
    expect(faulty({ engine_version: '17' })).toHaveLength(1);
  });
});
