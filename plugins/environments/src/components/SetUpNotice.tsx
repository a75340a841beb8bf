import type { SourceStatus } from '@portico/plugin-timeline-common';
import { NotSetUpState } from './states';

const SNIPPET = `environments:
  repository:
    host: github.com
    owner: acme
    repo: platform
`;

/** Tells that no repository holds the environments yet, with the lines that name one. */
export const SetUpNotice = ({ source }: { source: SourceStatus }) => (
  <NotSetUpState
    title={`${source.title} is not set up`}
    reason={
      source.reason ??
      'The files of the environments are kept in a Git repository. Until one is named there is nothing to show and nothing can be created.'
    }
    snippet={source.snippet ?? SNIPPET}
  />
);
