import { ButtonLink } from '@backstage/ui';
import { RiCompass3Line } from '@remixicon/react';
import type { ReactNode } from 'react';
import { StateMessage } from './StateMessage';

/** The address leads nowhere: what that may mean, and where to look instead. */
export const NotFoundState = ({
  title,
  term,
  listHref,
  children,
}: {
  title: string;
  /** What to search for. */
  term: string;
  listHref: string;
  children: ReactNode;
}) => (
  <StateMessage
    icon={<RiCompass3Line />}
    title={title}
    role="alert"
    actions={
      <>
        <ButtonLink variant="primary" href={listHref}>
          All environments
        </ButtonLink>
        <ButtonLink
          variant="secondary"
          href={`/search?query=${encodeURIComponent(term)}`}
        >
          {`Search for "${term}"`}
        </ButtonLink>
      </>
    }
  >
    {children}
  </StateMessage>
);
