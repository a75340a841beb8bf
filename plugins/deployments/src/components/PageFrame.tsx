import { Container, Header } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/** A page of this plugin: its title and its content. */
export const PageFrame = ({
  title,
  description,
  children,
}: {
  title: string;
  description: string;
  children: ReactNode;
}) => (
  <main>
    <Header title={title} description={description} />
    <Container className={styles.content}>{children}</Container>
  </main>
);
