import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { PorticoLogo } from '../nav/PorticoLogo';
import { PorticoMark } from '../nav/PorticoMark';
import styles from './SignIn.module.css';

/** The page around every kind of sign-in. */
export const SignInFrame = (props: {
  title: string;
  children: ReactNode;
  note?: string;
}) => (
  <div className={styles.page}>
    <header className={styles.front}>
      <PorticoLogo size={36} />
      <Text as="p" className={styles.promise}>
        The front door of your platform.
      </Text>
      <Text as="p" variant="body-large" className={styles.promiseDetail}>
        Environments with their price before they exist, and one page for each
        service.
      </Text>
      <PorticoMark className={styles.watermark} />
    </header>
    <main className={styles.main}>
      <div className={styles.content}>
        <Text as="h1" variant="title-small" weight="bold">
          {props.title}
        </Text>
        {props.note && (
          <Text as="p" variant="body-medium" color="secondary">
            {props.note}
          </Text>
        )}
        {props.children}
      </div>
    </main>
  </div>
);
