import { Link, Text } from '@backstage/ui';
import {
  promotionFile,
  type Deployment,
} from '@portico/plugin-deployments-common';
import { RiArrowRightLine } from '@remixicon/react';
import type { Resource } from '../../hooks/useResource';
import {
  differenceOf,
  differenceWords,
  type Wish,
} from '../../words/promotion';
import { compareUrl, type Repository } from '../../words/repository';
import { OriginTag } from '../OriginTag';
import { VersionName } from '../VersionName';
import styles from './Promote.module.css';

function countWords(wish: Wish, history: Resource<readonly Deployment[]>) {
  switch (history.status) {
    case 'loading':
      return 'Counting the commits';
    case 'ready':
      return differenceWords(differenceOf(wish, history.data), wish.kind);
    default:
      return differenceWords({ known: false }, wish.kind);
  }
}

/** What a wish would change: from which version to which, how far apart they are, and in which file. */
export const WishFacts = ({
  wish,
  history,
  repository,
}: {
  wish: Wish;
  history: Resource<readonly Deployment[]>;
  repository: Repository | null;
}) => {
  const [older, newer] =
    wish.kind === 'promote' ? [wish.from, wish.to] : [wish.to, wish.from];
  const url = compareUrl(repository, older.commit, newer.commit);
  return (
    <div className={styles.facts}>
      <p className={styles.change}>
        <VersionName version={wish.from.version} />
        <RiArrowRightLine size={18} role="img" aria-label="becomes" />
        <VersionName version={wish.to.version} />
        <Text variant="body-medium" color="secondary">
          {`in ${wish.environment}`}
        </Text>
        <OriginTag origin={wish.origin} />
      </p>
      <Text as="p" variant="body-medium">
        {countWords(wish, history)}{' '}
        {url && (
          <Link href={url} target="_blank" variant="body-medium">
            See the difference
          </Link>
        )}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        It opens a pull request that changes one tag in{' '}
        <code className={styles.file}>{promotionFile(wish.environment)}</code>.
        Nothing runs before it is merged.
      </Text>
    </div>
  );
};
