import { z } from 'zod/v4';
import { BadRequestError } from '../errors/ServiceError';
import { limitSchema, sequencePageSchema, textCursor, toPage } from './pages';

describe('limitSchema', () => {
  it('should be 1 to 100, and 20 where nothing is said', () => {
    expect(limitSchema.parse(undefined)).toBe(20);
    expect(['1', '100'].map(text => limitSchema.parse(text))).toEqual([1, 100]);
    for (const text of ['0', '101', '-1', '1.5', 'x', '', '1e2', ['1']]) {
      expect(limitSchema.safeParse(text).success).toBe(false);
    }
  });
});

describe('sequencePageSchema', () => {
  it('should begin with the newest, or before a cursor', () => {
    const newest = sequencePageSchema.parse({});
    expect(newest).toEqual({ before: '9223372036854775807', limit: 20 });
    expect(sequencePageSchema.parse({ cursor: '17', limit: '2' })).toEqual({
      before: '17',
      limit: 2,
    });
    for (const query of [{ cursor: 'x' }, { cursor: '-1' }, { page: '1' }]) {
      expect(sequencePageSchema.safeParse(query).success).toBe(false);
    }
  });
});

describe('toPage', () => {
  it.each([
    [[], { items: [] }],
    [['a', 'b'], { items: ['a', 'b'] }],
    [['a', 'b', 'c'], { items: ['a', 'b'], nextCursor: 'after b' }],
  ])('should make of %j the page %j', (found, page) => {
    expect(toPage(found, 2, last => `after ${last}`)).toEqual(page);
  });
});

describe('textCursor', () => {
  const cursor = textCursor(z.tuple([z.string(), z.int()]));

  it('should read what it wrote', () => {
    expect(cursor.read(cursor.write(['Ä/lamp', 7]))).toEqual(['Ä/lamp', 7]);
  });

  it.each(['', 'x', '%00', Buffer.from('["a"]').toString('base64url')])(
    'should refuse %j',
    text => {
      expect(() => cursor.read(text)).toThrow(BadRequestError);
    },
  );
});
