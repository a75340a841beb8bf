import { Box, Link, Text } from '@backstage/ui';
import type { EnvironmentView } from '@portico/plugin-environments-common';
import {
  expiryWords,
  placeWords,
  priceWords,
} from '../../form/environmentRows';
import { refName } from '../../format/refs';
import { ENVIRONMENT_STATES } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { OriginTag } from '../OriginTag';
import { StateWord } from '../StateWord';
import styles from './EnvironmentsPage.module.css';

/** The environments as a list of cards, where a table would be too wide. */
export const EnvironmentCards = ({
  environments,
}: {
  environments: readonly EnvironmentView[];
}) => {
  const links = useLinks();
  const now = useNow();
  return (
    <ul className={styles.cards}>
      {environments.map(entry => (
        <Box as="li" bg="neutral" key={entry.name} className={styles.card}>
          <span className={styles.cardHead}>
            <Link href={links.environment(entry.name)} weight="bold">
              {entry.name}
            </Link>
            <OriginTag origin={entry.origin} />
          </span>
          <StateWord state={ENVIRONMENT_STATES[entry.state]} />
          <Text as="p" variant="body-small" color="secondary">
            {[
              placeWords(entry),
              `owner ${refName(entry.owner)}`,
              `expires: ${expiryWords(entry, now)}`,
            ].join(' · ')}
          </Text>
          <Text as="p" variant="body-small">
            {priceWords(entry)}
          </Text>
        </Box>
      ))}
    </ul>
  );
};
