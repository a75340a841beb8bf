import { RouterLink } from '@backstage/frontend-plugin-api';
import type { TimelineItem } from '@portico/plugin-timeline-common';
import styles from './items.module.css';

/** The title of an item, and the way to it where there is one. */
export const ItemTitle = ({ item }: { item: TimelineItem }) =>
  item.url === null ? (
    <span>{item.title}</span>
  ) : (
    <RouterLink className={styles.link} href={item.url}>
      {item.title}
    </RouterLink>
  );
