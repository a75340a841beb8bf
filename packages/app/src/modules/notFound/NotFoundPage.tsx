import { useAppLocation } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { PorticoMark } from '../nav/PorticoMark';
import styles from './NotFoundPage.module.css';

/** Said of an address that leads nowhere. */
export const NotFoundPage = () => {
  const { pathname } = useAppLocation();

  return (
    <main className={styles.page}>
      <PorticoMark size={56} className={styles.mark} />
      <Text as="h1" variant="title-small" weight="bold">
        No door here
      </Text>
      <Text as="p" variant="body-large" color="secondary">
        Nothing is at <code className={styles.path}>{pathname}</code>. It may
        have been renamed or removed.
      </Text>
      <Flex gap="3">
        <ButtonLink href="/" variant="primary">
          Home
        </ButtonLink>
        <ButtonLink href="/search" variant="secondary">
          Search
        </ButtonLink>
      </Flex>
    </main>
  );
};
