import { Badge } from '@backstage/ui';
import type { Origin } from '@portico/plugin-timeline-common';
import { ORIGINS } from '../format/states';

/** Marks what is not of a real source; live data has no mark. */
export const OriginTag = ({ origin }: { origin: Origin }) => {
  if (origin === 'live') return null;
  const { word, meaning } = ORIGINS[origin];
  return (
    <Badge size="small" title={meaning}>
      {word}
    </Badge>
  );
};
