import { describeProblem } from '../hooks/problem';
import { readScaffolderError } from './readScaffolderError';

async function problemOf(message: string) {
  return describeProblem(await readScaffolderError(new Error(message)));
}

describe('readScaffolderError', () => {
  it('should find the status and the reason in the line of text', async () => {
    await expect(
      problemOf(
        'Backend request failed, 401 Unauthorized {"error":{"name":"AuthenticationError","message":"expired"},"response":{"statusCode":401}}',
      ),
    ).resolves.toEqual({ kind: 'signed-out', message: 'expired' });
    await expect(
      problemOf('Backend request failed, 502 Bad Gateway'),
    ).resolves.toMatchObject({ kind: 'unreachable' });
  });

  it('should leave other errors as they are', async () => {
    const error = new TypeError('Failed to fetch');
    await expect(readScaffolderError(error)).resolves.toBe(error);
  });
});
