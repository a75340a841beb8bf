import { Alert, ButtonLink } from '@backstage/ui';
import type { ChangeRequest } from '@portico/plugin-environments-common';
import {
  changeVerdict,
  type ChangeVerdict,
  type VerdictFacts,
} from '../../form/changeVerdict';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';

const NextStep = ({
  next,
  change,
}: {
  next: ChangeVerdict['next'];
  change: ChangeRequest;
}) => {
  const links = useLinks();
  const { kind, name, pullRequest } = change;
  if (next === 'pull-request' && pullRequest) {
    return (
      <ButtonLink
        size="small"
        variant="secondary"
        href={pullRequest.url}
        target="_blank"
        rel="noopener noreferrer"
      >
        {`Pull request #${pullRequest.number}`}
      </ButtonLink>
    );
  }
  if (next === 'ask-again') {
    return (
      <ButtonLink
        size="small"
        variant="secondary"
        href={kind === 'create' ? links.create : links.resize(name)}
      >
        Ask again
      </ButtonLink>
    );
  }
  return null;
};

/** How the change stands, in the first line that the reader sees. */
export const ChangeNews = ({
  change,
  ...facts
}: { change: ChangeRequest } & Omit<VerdictFacts, 'now'>) => {
  const now = useNow();
  const { status, title, text, next } = changeVerdict(change, {
    ...facts,
    now,
  });
  return (
    <Alert
      status={status}
      icon
      role="status"
      title={title}
      description={text}
      customActions={<NextStep next={next} change={change} />}
    />
  );
};
