import { RiInboxLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { StateMessage } from './StateMessage';

/** There is nothing, and that is true: why, and the one thing to do. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) => (
  <StateMessage icon={<RiInboxLine />} title={title} actions={action}>
    {children}
  </StateMessage>
);
