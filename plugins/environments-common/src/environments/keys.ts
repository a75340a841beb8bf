/** The label of namespaces and entities that holds the name of their environment. */
export const ENVIRONMENT_LABEL = 'portico.dev/environment';

/** The tag of AWS resources that holds the name of their environment. */
export const ENVIRONMENT_TAG = 'environment';

/** The topic on which the server tells that environments changed; the payload is `{changed, removed}`, lists of names. */
export const ENVIRONMENTS_CHANGED_TOPIC = 'environments.changed';

/** The environment of the running processes on a laptop; it has no spec and never changes. */
export const LOCAL_ENVIRONMENT = 'local';
