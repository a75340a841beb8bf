import { parseEntityRef } from '@backstage/catalog-model';
import { ChangeKind } from '@portico/plugin-environments-common';
import { DateTime } from 'luxon';
import { StoredChange } from '../database/StoredChange';

const WISHES: Readonly<Record<ChangeKind, string>> = {
  create: 'for ',
  resize: 'to change ',
  extend: 'to extend ',
  revert: 'to revert ',
  adopt: 'to adopt ',
  destroy: 'to destroy ',
};

/** The name of a person in a sentence. */
export function personOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** A day in a sentence, such as `25 Nov 2026`, in UTC. */
export function dayOf(time: string): string {
  return DateTime.fromISO(time, { zone: 'utc' }).toFormat('d LLL yyyy');
}

/** What is wished in a sentence: "for dev", "to change dev". */
export function wishOf({
  kind,
  name,
}: Pick<StoredChange, 'kind' | 'name'>): string {
  return `${WISHES[kind]}${name}`;
}

/** Says who holds an environment: "ada asked for dev on 25 Nov 2026". */
export function describeHolder(
  holder: Pick<StoredChange, 'requestedBy' | 'kind' | 'name' | 'requestedAt'>,
): string {
  const { requestedBy, requestedAt } = holder;
  return `${personOf(requestedBy)} asked ${wishOf(holder)} on ${dayOf(
    requestedAt,
  )}`;
}
