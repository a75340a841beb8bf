import type { Refusal } from '@portico/plugin-deployments-common';
import type { Listing, RawObject } from './listObjects';
import { mergeRefusals } from './mergeRefusals';
import { refusalOf } from './refusalOfProxy';

/** A kind in all namespaces at once, or in each of those that were asked. */
export type KindListing =
  | { scope: 'cluster'; listing: Listing }
  | { scope: 'namespaces'; listings: ReadonlyMap<string, Listing> };

/** What one cluster told in a round. */
export interface ClusterPicture {
  /** By the names that the domain has for the lists. */
  kinds: ReadonlyMap<string, KindListing>;
  /** The environments of namespaces, by their labels. */
  environments: ReadonlyMap<string, string>;
}

function listingsOf(kind: KindListing): Listing[] {
  return kind.scope === 'cluster'
    ? [kind.listing]
    : [...kind.listings.values()];
}

/** The objects of a kind in a namespace; null where they were not seen. */
export function objectsIn(
  kind: KindListing,
  namespace: string,
): RawObject[] | null {
  const listing =
    kind.scope === 'cluster' ? kind.listing : kind.listings.get(namespace);
  return listing?.seen
    ? listing.items.filter(({ metadata }) => metadata.namespace === namespace)
    : null;
}

/** All objects that were seen of a kind. */
export function allObjects(kind: KindListing): RawObject[] {
  return listingsOf(kind).flatMap(one => (one.seen ? one.items : []));
}

/** Why some of it was not seen; empty where all of it was. */
export function refusalsOf({ kinds }: ClusterPicture): Refusal[] {
  return [...kinds.values()]
    .flatMap(listingsOf)
    .flatMap(one => (one.seen ? [] : [one.refusal]));
}

/** Why nothing was seen that a cluster should have; null where something was. */
export function wholeRefusal(picture: ClusterPicture): Refusal | null {
  const listings = [...picture.kinds.values()].flatMap(listingsOf);
  if (listings.every(({ seen }) => !seen)) {
    return mergeRefusals(refusalsOf(picture));
  }
  const pods = listingsOf(picture.kinds.get('pods')!);
  return pods.some(one => one.seen && !one.installed)
    ? refusalOf(
        'not-installed',
        'degraded',
        'Its server knows no pods: it is not the API of a cluster.',
      )
    : null;
}
