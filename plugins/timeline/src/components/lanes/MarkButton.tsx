import { RouterLink } from '@backstage/frontend-plugin-api';
import type { Ref } from 'react';
import type { Mark } from '../../marks/gatherItems';
import { gatheredWords, worstStatus } from '../../marks/words';
import { itemWords, StatusIcon } from '../items';
import styles from './lanes.module.css';

/** What a mark is to the keyboard: one of a lane can be reached by Tab, the others by arrows. */
export interface MarkFocus {
  tabIndex: 0 | -1;
  ref: Ref<HTMLElement>;
}

/** An item, or several that were gathered, as something to point at, focus and open. */
export const MarkButton = ({
  mark,
  title,
  zone,
  focus: { tabIndex, ref },
  isOpened,
  panelId,
  onOpen,
}: {
  mark: Mark;
  /** The title of the lane. */
  title: string;
  zone: string;
  focus: MarkFocus;
  isOpened: boolean;
  /** What shows the items of this mark once it is opened. */
  panelId: string;
  onOpen: () => void;
}) => {
  const items = mark.items.map(({ item }) => item);
  const status = worstStatus(items.map(item => item.status));
  const [item] = items;
  const common = {
    className: styles.mark,
    'data-status': status,
    tabIndex,
  };
  if (items.length === 1 && item.url !== null) {
    return (
      <RouterLink
        {...common}
        // One ref serves links and buttons, which both are elements to focus.
        ref={ref as Ref<HTMLAnchorElement>}
        href={item.url}
        aria-label={itemWords(item, zone)}
      >
        <StatusIcon status={status} />
      </RouterLink>
    );
  }
  return (
    <button
      {...common}
      ref={ref as Ref<HTMLButtonElement>}
      type="button"
      aria-label={
        items.length === 1 ? itemWords(item, zone) : gatheredWords(items, title)
      }
      aria-expanded={isOpened}
      aria-controls={isOpened ? panelId : undefined}
      onClick={onOpen}
    >
      <StatusIcon status={status} />
      {items.length > 1 && <span className={styles.count}>{items.length}</span>}
    </button>
  );
};
