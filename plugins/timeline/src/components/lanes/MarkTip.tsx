import type { TimelineItem } from '@portico/plugin-timeline-common';
import type { Mark } from '../../marks/gatherItems';
import { gatheredWords, kindWords, STATUS_WORDS } from '../../marks/words';
import { OriginTag, whenWords } from '../items';
import styles from './lanes.module.css';

const ItemFacts = ({ item, zone }: { item: TimelineItem; zone: string }) => (
  <>
    <strong>{item.title}</strong>
    <span>{whenWords(item, zone)}</span>
    <span className={styles.tipStatus}>
      {`${kindWords(item.kind)} · ${STATUS_WORDS[item.status]}`}
      <OriginTag origin={item.origin} />
    </span>
    {item.url !== null && (
      <span className={styles.tipUrl}>{`Opens ${item.url}`}</span>
    )}
  </>
);

/** What a mark stands for, beside the mark while it is pointed at; its label says the same. */
export const MarkTip = ({
  mark,
  title,
  zone,
}: {
  mark: Mark;
  /** The title of the lane. */
  title: string;
  zone: string;
}) => {
  const items = mark.items.map(({ item }) => item);
  return (
    <span
      className={styles.tip}
      data-side={mark.start > 0.5 ? 'end' : 'start'}
      aria-hidden="true"
    >
      {items.length === 1 ? (
        <ItemFacts item={items[0]} zone={zone} />
      ) : (
        <>
          <strong>{gatheredWords(items, title)}</strong>
          <span>Press to see each of them</span>
        </>
      )}
    </span>
  );
};
