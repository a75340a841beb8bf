import type { DoraReport } from '@portico/plugin-deployments-common';
import { day } from '../../words/dates';
import { trendWords } from '../../words/doraTiles';
import styles from './Dora.module.css';

const WIDTH = 600;
const HEIGHT = 48;
/** A day without a deployment is a mark on the ground, and not a gap. */
const GROUND = 2;

/** The deployments a day as bars. */
export const Trend = ({
  days,
}: {
  days: DoraReport['deploymentFrequency']['days'];
}) => {
  if (days.length === 0) return null;
  const most = Math.max(1, ...days.map(({ deployments }) => deployments));
  const step = WIDTH / days.length;
  const gap = Math.min(2, step / 4);
  return (
    <figure className={styles.trend}>
      <figcaption>Deployments a day</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={trendWords(days)}
      >
        {days.map(({ day: name, deployments }, index) => {
          const height =
            deployments === 0
              ? GROUND
              : GROUND + (deployments / most) * (HEIGHT - GROUND);
          return (
            <rect
              key={name}
              x={index * step + gap / 2}
              y={HEIGHT - height}
              width={step - gap}
              height={height}
              data-none={deployments === 0 || undefined}
            >
              <title>{`${day(name)}: ${deployments}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.axis} aria-hidden="true">
        <span>{day(days[0].day)}</span>
        <span>{`most: ${most} a day`}</span>
        <span>{day(days[days.length - 1].day)}</span>
      </div>
    </figure>
  );
};
