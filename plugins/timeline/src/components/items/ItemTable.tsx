import { VisuallyHidden } from '@backstage/ui';
import type { TimelineItem } from '@portico/plugin-timeline-common';
import { STATUS_WORDS } from '../../marks/words';
import { whenWords } from './itemWords';

/** The items of a lane as a table, for those who do not see where marks stand. */
export const ItemTable = ({
  title,
  items,
  zone,
}: {
  title: string;
  /** In the order of the marks. */
  items: readonly TimelineItem[];
  zone: string;
}) => (
  <VisuallyHidden>
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {['When', 'What', 'Status', 'Origin'].map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={item.id}>
            <td>{whenWords(item, zone)}</td>
            <td>{item.title}</td>
            <td>{STATUS_WORDS[item.status]}</td>
            <td>{item.origin}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </VisuallyHidden>
);
