import type { TimelineItem } from '@portico/plugin-timeline-common';
import { kindWords, STATUS_WORDS } from '../../marks/words';
import { clockTime, dayWords } from '../../time/times';
import { ItemTitle } from './ItemTitle';
import { untilWords, whenWords } from './itemWords';
import { OriginTag } from './OriginTag';
import { StatusIcon } from './StatusIcon';
import styles from './items.module.css';

/** An item, and the lane that it is of where several are listed together. */
export interface ListedItem {
  item: TimelineItem;
  laneTitle?: string;
}

const Entry = ({
  entry: { item, laneTitle },
  zone,
}: {
  entry: ListedItem;
  zone: string;
}) => (
  <li className={styles.entry}>
    <time
      className={styles.time}
      dateTime={item.at}
      title={whenWords(item, zone)}
    >
      {clockTime(Date.parse(item.at), zone)}
    </time>
    <StatusIcon status={item.status} />
    <span className={styles.what}>
      <ItemTitle item={item} />
      <span className={styles.details}>
        {[
          laneTitle,
          kindWords(item.kind),
          STATUS_WORDS[item.status],
          untilWords(item, zone),
        ]
          .filter(Boolean)
          .join(' · ')}
        <OriginTag origin={item.origin} />
      </span>
    </span>
  </li>
);

/** The entries under their days, the newest first. */
function byDay(entries: readonly ListedItem[], zone: string) {
  const sorted = [...entries].sort(
    (one, other) => Date.parse(other.item.at) - Date.parse(one.item.at),
  );
  const days = new Map<string, ListedItem[]>();
  for (const entry of sorted) {
    const day = dayWords(Date.parse(entry.item.at), zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

/** Items as a list, the newest first, under the days on which they began. */
export const ItemList = ({
  entries,
  zone,
}: {
  entries: readonly ListedItem[];
  zone: string;
}) => (
  <div className={styles.days}>
    {byDay(entries, zone).map(([day, ofDay]) => (
      <section key={day} aria-label={day}>
        <p className={styles.day}>{day}</p>
        <ul className={styles.entries}>
          {ofDay.map(entry => (
            <Entry
              key={`${entry.laneTitle}/${entry.item.id}`}
              entry={entry}
              zone={zone}
            />
          ))}
        </ul>
      </section>
    ))}
  </div>
);
