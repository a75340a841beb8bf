/** The rule of a name that was broken. */
export type NameRule =
  | 'length'
  | 'characters'
  | 'first-character'
  | 'last-character'
  | 'double-hyphen'
  | 'reserved';

/** A broken rule, and what to do about it. */
export interface NameIssue {
  rule: NameRule;
  message: string;
}

/** The shortest name of an environment. */
export const NAME_MIN_LENGTH = 2;

/**
 * The longest name of an environment. ElastiCache allows 40 characters for the id
 * that is made of the name and a suffix such as `-redis`; a load balancer allows 32
 * (AWS API reference, CreateReplicationGroup and CreateLoadBalancer).
 */
export const NAME_MAX_LENGTH = 32;

/**
 * Names that mean something else: pages and paths of the portal, the environment of
 * the running processes, namespaces of Kubernetes, and words that YAML reads as values.
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'new',
  'changes',
  'approvals',
  'preview',
  'sources',
  'timeline',
  'local',
  'default',
  'all',
  'none',
  'portico',
  'backstage',
  'monitoring',
  'true',
  'false',
  'null',
  'yes',
  'no',
  'on',
  'off',
]);

const RESERVED_PREFIXES = ['kube-', 'aws-'];

/** Proposes a legal name that is close to the text, or undefined where none is. */
export function suggestEnvironmentName(text: string): string | undefined {
  const name = text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, NAME_MAX_LENGTH)
    .replace(/-$/, '');
  return name.length >= NAME_MIN_LENGTH && !isReserved(name) ? name : undefined;
}

function isReserved(name: string): boolean {
  return (
    RESERVED_NAMES.has(name) ||
    RESERVED_PREFIXES.some(prefix => name.startsWith(prefix))
  );
}

function shapeIssues(name: string): NameIssue[] {
  const issues: NameIssue[] = [];
  if (/[^a-z0-9-]/.test(name)) {
    issues.push({
      rule: 'characters',
      message:
        'may only have lower-case letters a to z, digits and hyphens (no spaces, capitals, dots or underscores)',
    });
  }
  if (/^[^a-z]/.test(name)) {
    issues.push({
      rule: 'first-character',
      message: 'must start with a lower-case letter',
    });
  }
  if (name.endsWith('-')) {
    issues.push({
      rule: 'last-character',
      message: 'must not end with a hyphen; end with a letter or a digit',
    });
  }
  if (name.includes('--')) {
    issues.push({
      rule: 'double-hyphen',
      message: 'must not have two hyphens in a row; use one',
    });
  }
  return issues;
}

/**
 * Every rule of environment names that the text breaks. A name is part of a Kubernetes
 * namespace, of RDS and ElastiCache ids and of a path in the portal, so it must be legal in all.
 */
export function environmentNameIssues(name: string): NameIssue[] {
  const issues: NameIssue[] = [];
  if (name.length < NAME_MIN_LENGTH) {
    issues.push({
      rule: 'length',
      message: `must have at least ${NAME_MIN_LENGTH} characters`,
    });
  }
  if (name.length > NAME_MAX_LENGTH) {
    issues.push({
      rule: 'length',
      message: `must have at most ${NAME_MAX_LENGTH} characters, so that AWS takes the ids made of it; this has ${name.length}`,
    });
  }
  issues.push(...shapeIssues(name));
  if (isReserved(name)) {
    issues.push({
      rule: 'reserved',
      message: `"${name}" is reserved; choose another name`,
    });
  }
  return issues;
}

/** Whether a text is a legal name of an environment. */
export function isEnvironmentName(name: string): boolean {
  return environmentNameIssues(name).length === 0;
}
