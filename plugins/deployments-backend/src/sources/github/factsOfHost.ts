import type {
  SourceState,
  SourceStatus,
} from '@portico/plugin-timeline-common';
import type { GithubError, GithubErrorKind } from './GithubError';
import type { RepositoryOutcome } from './RepositoryReader';

/** How a host does, in words and with what to do about it. */
export type HostFacts = Pick<
  SourceStatus,
  'state' | 'reason' | 'missing' | 'snippet'
>;

/** What to copy in order to set up a Git host. */
export const SETUP_SNIPPET = `integrations:
  github:
    - host: github.com
      token: \${GITHUB_TOKEN}
`;

const ANNOTATION_SNIPPET = `metadata:
  annotations:
    github.com/project-slug: acme/order
`;

/** What the portal's login must be allowed to do, in the words of GitHub. */
const PERMISSIONS_SNIPPET = `# The permissions of the token, or of the GitHub App
#    Deployments: Read-only
#    Actions: Read-only
#    Metadata: Read-only
`;

const STATES: Readonly<Record<GithubErrorKind, SourceState>> = {
  'login-refused': 'not-allowed',
  'not-allowed': 'not-allowed',
  'not-found': 'degraded',
  'rate-limited': 'degraded',
  timeout: 'down',
  unreachable: 'down',
  'not-served': 'not-set-up',
  'too-large': 'degraded',
  unreadable: 'degraded',
};

function names(outcomes: readonly RepositoryOutcome[]): string {
  const all = outcomes.map(
    ({ repository: { owner, repo } }) => `${owner}/${repo}`,
  );
  const more = all.length - 5;
  return more > 0
    ? `${all.slice(0, 5).join(', ')} and ${more} more`
    : all.join(', ');
}

type Failed = RepositoryOutcome & { error: GithubError };

/** One sentence for all repositories that fare alike. */
function sentences(failed: readonly Failed[]): string {
  const kinds = [...new Set(failed.map(({ error }) => error.kind))];
  return kinds
    .map(kind => {
      const own = failed.filter(({ error }) => error.kind === kind);
      switch (kind) {
        case 'not-allowed':
          return `The portal's login may not read the deployments of ${names(
            own,
          )}.`;
        case 'not-found':
          return `${names(own)} ${
            own.length > 1 ? 'are' : 'is'
          } not there, or has moved, or the portal's login may not see ${
            own.length > 1 ? 'them' : 'it'
          }.`;
        case 'rate-limited':
          return `${own[0].error.message} What it told before stays.`;
        default:
          return own[0].error.message;
      }
    })
    .join(' ');
}

function troubles(
  failed: readonly Failed[],
  outcomes: readonly RepositoryOutcome[],
): HostFacts {
  const kinds = new Set(failed.map(({ error }) => error.kind));
  const isOneLogin = kinds.has('login-refused');
  const isAlike = kinds.size === 1 && failed.length === outcomes.length;
  return {
    state: isOneLogin || isAlike ? STATES[failed[0].error.kind] : 'degraded',
    reason: sentences(failed),
    missing: kinds.has('not-allowed')
      ? `To read deployments and actions of ${names(
          failed.filter(({ error }) => error.kind === 'not-allowed'),
        )}`
      : null,
    snippet: kinds.has('not-allowed') ? PERMISSIONS_SNIPPET : null,
  };
}

/** Deployments that belong nowhere are not the same as none. */
function nowhere(outcomes: readonly RepositoryOutcome[]): HostFacts {
  const unknown = [...new Set(outcomes.flatMap(one => one.unknown))];
  return {
    state: 'degraded',
    reason: `${names(
      outcomes.filter(({ any }) => any),
    )} has deployments, and none to an environment that is known: ${
      unknown.slice(0, 5).join(', ') || 'they name none'
    }.`,
    missing: 'The names of the environments',
    snippet: `deployments:\n  aliases:\n${unknown
      .slice(0, 5)
      .map(name => `    ${JSON.stringify(name)}: prod\n`)
      .join('')}`,
  };
}

/** How a host does, by how its repositories fared. */
export function factsOfHost(
  host: string,
  outcomes: readonly RepositoryOutcome[],
): HostFacts {
  if (outcomes.length === 0) {
    return {
      state: 'not-set-up',
      reason: `No component of the catalog names its repository on ${host}.`,
      missing: 'The annotation github.com/project-slug',
      snippet: ANNOTATION_SNIPPET,
    };
  }
  const failed = outcomes.filter((one): one is Failed => one.error !== null);
  if (failed.length > 0) {
    return troubles(failed, outcomes);
  }
  if (!outcomes.some(({ any }) => any)) {
    return {
      state: 'ok',
      reason: `There are no deployments yet in ${names(outcomes)}.`,
      missing: null,
      snippet: null,
    };
  }
  return outcomes.some(({ taken }) => taken)
    ? { state: 'ok', reason: null, missing: null, snippet: null }
    : nowhere(outcomes);
}
