import { Button } from '@backstage/ui';
import { useId, useState } from 'react';
import { gatherItems, type Mark } from '../../marks/gatherItems';
import type { PlacedItem } from '../../marks/placeItems';
import { gatheredWords } from '../../marks/words';
import { ItemList, ItemTable } from '../items';
import { Lines, percent } from './Lines';
import { MarkButton } from './MarkButton';
import { MarkTip } from './MarkTip';
import type { LaneScale } from './scale';
import { useRovingFocus } from './useRovingFocus';
import styles from './lanes.module.css';

/** A mark needs so many pixels, or it can't be pointed at. */
const MARK_PX = 34;

const Spans = ({ placed }: { placed: readonly PlacedItem[] }) => (
  <span aria-hidden="true">
    {placed
      .filter(({ start, end }) => end > start)
      .map(({ item, start, end, fromBefore, goesOn }) => (
        <span
          key={item.id}
          className={styles.span}
          data-status={item.status}
          data-from-before={fromBefore || undefined}
          data-goes-on={goesOn || undefined}
          style={{
            insetInlineStart: percent(start),
            inlineSize: percent(end - start),
          }}
        />
      ))}
  </span>
);

/** The items of a mark that was opened. */
const OpenedMark = ({
  mark,
  title,
  zone,
  id,
  onClose,
}: {
  mark: Mark;
  title: string;
  zone: string;
  id: string;
  onClose: () => void;
}) => {
  const items = mark.items.map(({ item }) => item);
  const words = gatheredWords(items, title);
  return (
    <section id={id} className={styles.opened} aria-label={words}>
      <div className={styles.openedHead}>
        <strong>{items.length > 1 ? words : title}</strong>
        <Button size="small" variant="tertiary" onPress={onClose}>
          Close
        </Button>
      </div>
      <ItemList entries={items.map(item => ({ item }))} zone={zone} />
    </section>
  );
};

/** The items of a lane as marks on the line, with what a mark stands for. */
export const Track = ({
  title,
  placed,
  scale,
}: {
  title: string;
  placed: readonly PlacedItem[];
  scale: LaneScale;
}) => {
  const { zone, width } = scale;
  const panelId = useId();
  const [pointedAt, setPointedAt] = useState<number>();
  const [openedId, setOpenedId] = useState<string>();
  const marks = gatherItems(placed, MARK_PX / width);
  const roving = useRovingFocus(marks.length);
  const opened = marks.findIndex(({ items }) =>
    items.some(({ item }) => item.id === openedId),
  );
  const leave = () => setPointedAt(undefined);

  return (
    <>
      <div
        className={styles.track}
        role="toolbar"
        aria-label={`${title}: use the arrow keys to move along`}
        onKeyDown={event => {
          if (event.key === 'Escape') leave();
          roving.onKeyDown(event);
        }}
      >
        <Lines scale={scale} />
        <Spans placed={placed} />
        {marks.map((mark, index) => (
          <span
            key={mark.items[0].item.id}
            className={styles.place}
            style={{ insetInlineStart: percent(mark.start) }}
            onMouseEnter={() => setPointedAt(index)}
            onMouseLeave={leave}
            onFocus={() => {
              roving.onFocus(index);
              setPointedAt(index);
            }}
            onBlur={leave}
          >
            <MarkButton
              mark={mark}
              title={title}
              zone={zone}
              focus={roving.focusOf(index)}
              isOpened={index === opened}
              panelId={panelId}
              onOpen={() => {
                // It would stand before what is opened.
                leave();
                setOpenedId(
                  index === opened ? undefined : mark.items[0].item.id,
                );
              }}
            />
            {pointedAt === index && (
              <MarkTip mark={mark} title={title} zone={zone} />
            )}
          </span>
        ))}
      </div>
      {opened >= 0 && (
        <OpenedMark
          mark={marks[opened]}
          title={title}
          zone={zone}
          id={panelId}
          onClose={() => setOpenedId(undefined)}
        />
      )}
      <ItemTable
        title={title}
        items={placed.map(({ item }) => item)}
        zone={zone}
      />
    </>
  );
};
