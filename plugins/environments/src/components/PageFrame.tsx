import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import {
  Container,
  Header,
  type HeaderMetadataItem,
  type HeaderNavTab,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useIsPhone } from '../hooks/useIsPhone';
import styles from './PageFrame.module.css';

/** A page of this plugin: its title, what it can do, and its content. */
export const PageFrame = ({
  title,
  href,
  description,
  actions,
  metadata,
  tabs,
  activeTabId,
  children,
}: {
  title: string;
  /** The page's own address, for the trail at the top; the list itself has none. */
  href?: string;
  description?: string;
  actions?: ReactNode;
  metadata?: HeaderMetadataItem[];
  /** The views of the page, each with an address. */
  tabs?: HeaderNavTab[];
  activeTabId?: string;
  children: ReactNode;
}) => {
  const isPhone = useIsPhone();
  return (
    <BreadcrumbEntry entry={href ? { label: title, href } : undefined}>
      <main>
        <Header
          title={title}
          description={description}
          customActions={isPhone ? undefined : actions}
          metadata={metadata}
          tabs={tabs}
          activeTabId={activeTabId}
        />
        <Container className={styles.content}>
          {/* Beside the title they would leave no room for it. */}
          {isPhone && actions && (
            <div className={styles.actions}>{actions}</div>
          )}
          {children}
        </Container>
      </main>
    </BreadcrumbEntry>
  );
};
