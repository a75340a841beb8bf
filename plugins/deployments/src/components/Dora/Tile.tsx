import { Text } from '@backstage/ui';
import type { DoraTile } from '../../words/doraTiles';
import { Fold } from '../Fold';
import styles from './Dora.module.css';

/** One of the five metrics: its value, of what it was made, and how it is counted. */
export const Tile = ({ tile }: { tile: DoraTile }) => (
  <li className={styles.tile}>
    <Text as="h3" variant="body-medium" color="secondary">
      {tile.title}
    </Text>
    <p className={styles.value} data-unknown={tile.value === null || undefined}>
      {tile.value ?? 'n/a'}
      {tile.word && <span className={styles.word}>{tile.word}</span>}
    </p>
    <Text as="p" variant="body-small">
      {tile.basis}
    </Text>
    {tile.remarks.map(remark => (
      <Text key={remark} as="p" variant="body-small" color="secondary">
        {remark}
      </Text>
    ))}
    <div className={styles.meaning}>
      <Fold title="What it means">{tile.meaning}</Fold>
    </div>
  </li>
);
