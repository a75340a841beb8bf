import { matchPage } from './matchPage';

describe('matchPage', () => {
  it.each([
    ['/environments', { page: 'list' }],
    ['/environments/', { page: 'list' }],
    ['/environments/changes', { page: 'list' }],
    ['/environments/new', { page: 'new' }],
    ['/environments/approvals', { page: 'approvals' }],
    ['/environments/approvals/change', { page: 'unknown' }],
    ['/environments/dev', { page: 'environment', name: 'dev' }],
    ['/environments/dev/change', { page: 'resize', name: 'dev' }],
    ['/environments/changes/42', { page: 'change', id: '42' }],
    ['/environments/a%2Fb', { page: 'environment', name: 'a/b' }],
    ['/environments/%E0%A4%A', { page: 'environment', name: '%E0%A4%A' }],
    ['/environments/new/change', { page: 'unknown' }],
    ['/environments/dev/other', { page: 'unknown' }],
    ['/environments/dev/change/x', { page: 'unknown' }],
    ['/environmentsx', { page: 'unknown' }],
  ])('should know %s', (pathname, page) => {
    expect(matchPage(pathname, '/environments')).toEqual(page);
  });

  it('should follow the page to where it is mounted', () => {
    expect(matchPage('/places/dev', '/places/')).toEqual({
      page: 'environment',
      name: 'dev',
    });
  });
});
