import { BadRequestError } from './ServiceError';

/** What is said where nothing can be made of a request; a reader's own message would repeat a part of it. */
export function unreadable(): BadRequestError {
  return new BadRequestError('The request could not be read.');
}
