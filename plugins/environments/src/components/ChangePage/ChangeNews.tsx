import { Alert, ButtonLink } from '@backstage/ui';
import type { ChangeRequest } from '@portico/plugin-environments-common';
import {
  changeVerdict,
  hasEnvironment,
  type ChangeVerdict,
  type VerdictFacts,
} from '../../form/changeVerdict';
import { useLinks, type Links } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';

/** Where the same can be asked for once more. */
function askAgain({ kind, name }: ChangeRequest, links: Links) {
  switch (kind) {
    case 'create':
      return { href: links.create, label: 'Ask again' };
    case 'resize':
      return { href: links.resize(name), label: 'Ask again' };
    default:
      return {
        href: links.environment(name),
        label: `Ask again on the page of ${name}`,
      };
  }
}

const NextStep = ({
  next,
  change,
}: {
  next: ChangeVerdict['next'];
  change: ChangeRequest;
}) => {
  const links = useLinks();
  const { name, pullRequest } = change;
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
    const { href, label } = askAgain(change, links);
    return (
      <ButtonLink size="small" variant="secondary" href={href}>
        {label}
      </ButtonLink>
    );
  }
  if (next === 'environment' && hasEnvironment(change)) {
    return (
      <ButtonLink
        size="small"
        variant="secondary"
        href={links.environment(name)}
      >
        See the environment
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
