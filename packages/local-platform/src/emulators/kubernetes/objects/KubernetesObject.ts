/** What every object of the cluster says of itself. */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid: string;
  /** Given by the store when it takes the object. */
  resourceVersion?: string;
  generation?: number;
  creationTimestamp: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
}

/** The object that an object belongs to. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller: true;
  blockOwnerDeletion: true;
}

/** An object of the cluster, as a list holds it: without kind and apiVersion. */
export interface KubernetesObject {
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** The reference by which an object names its controller. */
export function ownedBy(
  apiVersion: string,
  kind: string,
  owner: KubernetesObject,
): OwnerReference[] {
  const { name, uid } = owner.metadata;
  return [
    {
      apiVersion,
      kind,
      name,
      uid,
      controller: true,
      blockOwnerDeletion: true,
    },
  ];
}
