import fc from 'fast-check';
import { anyWindow } from '../__testUtils__/arbitraries';
import { DEFAULT_WINDOW, WINDOW_PRESETS } from './windowChoice';
import { readWindow, writeWindow } from './windowParams';

function read(search: string, zone = 'UTC') {
  return readWindow(new URLSearchParams(search), zone);
}

const from = Date.parse('2026-11-25T10:00:00Z');
const to = Date.parse('2026-11-25T12:00:00Z');
const FIXED = { choice: { kind: 'fixed', from, to } };

describe('readWindow', () => {
  it('should show seven days where the address says nothing', () => {
    expect(read('environment=prod')).toEqual({ choice: DEFAULT_WINDOW });
  });

  it.each([...WINDOW_PRESETS])('should know %s', preset => {
    expect(read(`window=${preset}`)).toEqual({
      choice: { kind: 'preset', preset },
    });
  });

  it.each([
    'from=2026-11-25T10:00:00Z&to=2026-11-25T12:00:00Z',
    'from=2026-11-25T11:00:00%2B01:00&to=2026-11-25T12:00:00Z',
    `from=${from}&to=${to}`,
    'from=2026-11-25T10:00:00Z&to=2026-11-25T12:00:00Z&window=6h',
  ])('should read a fixed window from %s', search => {
    expect(read(search)).toEqual(FIXED);
  });

  it('should take a time without a zone for one of the reader', () => {
    expect(
      read('from=2026-11-25T11:00&to=2026-11-25T13:00', 'Europe/Berlin'),
    ).toEqual(FIXED);
  });

  it.each([
    ['window=5h', /^The windows are 6h, 24h, 7d, 30d/],
    ['from=2026-11-25T10:00:00Z', /both a start and an end/],
    ['from=yesterday&to=today', /both a start and an end/],
    ['from=2026-11-25T10:00:00Z&to=2026-11-25T09:00:00Z', /end must be after/],
    ['from=1000-01-01T00:00:00Z&to=2026-11-25T09:00:00Z', /366 days at most/],
  ])('should say why it does not show %s', (search, fault) => {
    expect(read(search)).toEqual({
      choice: DEFAULT_WINDOW,
      fault: expect.stringMatching(fault),
    });
  });
});

describe('writeWindow', () => {
  it('should leave the rest of the address as it is', () => {
    const params = new URLSearchParams('environment=prod&from=1&to=2');
    expect(
      writeWindow(params, { kind: 'preset', preset: '6h' }).toString(),
    ).toBe('environment=prod&window=6h');
    expect(params.toString()).toBe('environment=prod&from=1&to=2');
  });

  it('should write what is read again', () => {
    fc.assert(
      fc.property(anyWindow, window => {
        const choice = { kind: 'fixed' as const, ...window };
        const params = writeWindow(new URLSearchParams('window=6h'), choice);
        expect(readWindow(params, 'Asia/Kathmandu')).toEqual({ choice });
      }),
    );
  });
});
