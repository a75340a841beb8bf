import { z } from 'zod/v4';
import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
} from '../errors/ServiceError';
import { callerOf, parseId, parseRequest, requireAdmin } from './readRequest';

const ID = '3f0e8c1e-8f1a-4c55-9a39-2d1f5d1f0c11';

describe('parseRequest', () => {
  const schema = z.strictObject({ quantity: z.int().min(1) });

  it('should give what the schema makes of it', () => {
    expect(parseRequest(schema, { quantity: 2 })).toEqual({ quantity: 2 });
  });

  it.each([
    [{ quantity: 'canary' }, "'quantity' is not valid: "],
    [{ quantity: 1, canary: 1 }, 'The request is not valid.'],
    ['canary', 'The request is not valid.'],
    [undefined, 'The request is not valid.'],
  ])('should refuse %j and repeat nothing of it', (value, words) => {
    const parse = () => parseRequest(schema, value);
    expect(parse).toThrow(BadRequestError);
    expect(parse).toThrow(words);
    expect(parse).not.toThrow('canary');
  });
});

describe('parseId', () => {
  it('should take an id, and know nothing of others', () => {
    expect(parseId(ID, 'order')).toBe(ID);
    for (const value of ['1', `${ID}x`, undefined, [ID], { id: ID }]) {
      expect(() => parseId(value, 'order')).toThrow(
        new NotFoundError('There is no such order.'),
      );
    }
  });
});

describe('callerOf', () => {
  it('should name the account of a token, and nobody else', () => {
    expect(callerOf({ principal: { subject: ID, claims: {} } })).toBe(ID);
    for (const principal of [undefined, { subject: 'x', claims: {} }]) {
      expect(() => callerOf({ principal })).toThrow(UnauthenticatedError);
    }
  });
});

describe('requireAdmin', () => {
  const caller = (roles: unknown) => ({
    principal: { subject: ID, claims: { roles } },
  });

  it('should let administrators through, and nobody else', () => {
    expect(() => requireAdmin(caller(['customer', 'admin']))).not.toThrow();
    for (const roles of [['customer'], 'admin', undefined, {}, [['admin']]]) {
      expect(() => requireAdmin(caller(roles))).toThrow(ForbiddenError);
    }
    expect(() => requireAdmin({})).toThrow(ForbiddenError);
  });
});
