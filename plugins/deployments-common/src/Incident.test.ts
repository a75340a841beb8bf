import { anIncident } from './__testUtils__/anIncident';
import { incidentSchema, reportIncidentSchema } from './Incident';

describe('incidentSchema', () => {
  it('should take one that lasts', () => {
    const open = anIncident({ resolvedAt: null });
    expect(incidentSchema.parse(open)).toEqual(open);
  });

  it('should refuse one that ends before it begins', () => {
    const { error } = incidentSchema.safeParse(
      anIncident({ resolvedAt: '2026-11-25T10:09:59Z' }),
    );
    expect(error?.issues.map(({ path }) => path)).toEqual([['resolvedAt']]);
  });
});

describe('reportIncidentSchema', () => {
  it('should link nothing that nobody has linked', () => {
    const { id, entityRef, environment, title, openedAt } = anIncident();
    expect(
      reportIncidentSchema.parse({
        id,
        entityRef,
        environment,
        title,
        openedAt,
      }),
    ).toEqual(
      expect.objectContaining({
        resolvedAt: null,
        deploymentId: null,
        url: null,
      }),
    );
  });
});
