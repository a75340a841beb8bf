import { Page } from '@playwright/test';
import type {
  ChangeList,
  ChangeRequest,
  EnvironmentList,
} from '@portico/plugin-environments-common';
import { expect, moveTo } from './forceState';

const CHANGES = '/api/environments/changes';
const NAME = 'states-prod';

let known: ChangeRequest | undefined;

/** The header with which the page asks the portal. */
async function authorizationOf(page: Page): Promise<string> {
  const asked = page.waitForRequest(request =>
    new URL(request.url()).pathname.startsWith('/api/environments/'),
  );
  await moveTo(page, '/environments/approvals');
  return (await (await asked).headerValue('authorization')) ?? '';
}

/** A request of Ada's that waits for a yes: the one of an earlier run, or a new one. */
export async function aChange(page: Page): Promise<ChangeRequest> {
  if (known) return known;
  const headers = { Authorization: await authorizationOf(page) };
  const get = async <T>(path: string): Promise<T> => {
    const response = await page.request.get(path, { headers });
    expect(response.ok(), await response.text()).toBe(true);
    return response.json();
  };
  const { items } = await get<ChangeList>(
    `${CHANGES}?requester=me&state=pending-approval&name=${NAME}`,
  );
  if (items.length === 0) {
    const list = await get<EnvironmentList>('/api/environments/environments');
    const spec = list.items.find(({ name }) => name === 'prod')?.spec;
    const asked = await page.request.post(CHANGES, {
      headers,
      data: {
        kind: 'create',
        name: NAME,
        spec: {
          ...spec,
          metadata: {
            ...spec?.metadata,
            name: NAME,
            owner: 'group:default/checkout',
          },
          spec: {
            ...spec?.spec,
            network: { ...spec?.spec.network, cidr: '10.77.0.0/16' },
          },
        },
      },
    });
    expect(asked.ok(), await asked.text()).toBe(true);
    known = (await asked.json()) as ChangeRequest;
    return known;
  }
  known = await get<ChangeRequest>(`${CHANGES}/${items[0].id}`);
  return known;
}
