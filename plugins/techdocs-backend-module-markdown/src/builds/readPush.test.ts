/* eslint-disable no-script-url -- these are what must be refused */
import { readPush } from './readPush';

describe('readPush', () => {
  it('should tell the repository', () => {
    const html_url = 'https://github.com/acme/platform';
    expect(readPush({ ref: 'refs/heads/main', repository: { html_url } })).toBe(
      html_url,
    );
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ repository: { html_url: 'javascript:alert(1)' } }],
    [{ repository: { html_url: '' } }],
  ])('should take nothing from %j', payload => {
    expect(readPush(payload)).toBeUndefined();
  });
});
