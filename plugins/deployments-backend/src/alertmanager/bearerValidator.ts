import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestValidator } from '@backstage/plugin-events-node';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Lets in who shows a token; what is compared takes the same time, however much of it is right. */
export function bearerValidator(token: string): RequestValidator {
  const wanted = digest(`Bearer ${token}`);
  return async (request, context) => {
    const { authorization } = request.headers;
    // The headers travel on with the event, and into logs; the token does not.
    delete request.headers.authorization;
    const isRight =
      typeof authorization === 'string' &&
      timingSafeEqual(digest(authorization), wanted);
    if (!isRight) {
      context.reject({
        status: 401,
        payload: { message: 'The token is missing, or another one' },
      });
    }
  };
}
