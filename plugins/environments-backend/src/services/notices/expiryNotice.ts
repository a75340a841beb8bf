import { DateTime } from 'luxon';
import { expiresAt } from '@portico/plugin-environments-common';
import { StoredEnvironment } from '../../database/EnvironmentStore';
import { KeyedNotice } from '../../database/NoticeStore';
import { EXPIRY_NOTICES } from './noticeTable';
import { noticeText } from './noticeText';

const MS_PER_HOUR = 3_600_000;

/** What is to be told now of the end of an environment, if anything is. */
export function expiryNotice(
  environment: StoredEnvironment,
  now: Date,
): (KeyedNotice & { name: string }) | undefined {
  const { spec, name, createdAt, removedAt } = environment;
  if (!spec || removedAt !== null) return undefined;
  const end = expiresAt(spec.spec.ttl, new Date(createdAt));
  if (end === null) return undefined;
  const hoursLeft = (Date.parse(end) - now.getTime()) / MS_PER_HOUR;
  if (hoursLeft <= 0) return undefined;
  const due = EXPIRY_NOTICES.find(({ hours }) => hoursLeft <= hours);
  if (!due) return undefined;
  const words = {
    name,
    end: DateTime.fromISO(end, { zone: 'utc' }).toFormat(
      "d LLL yyyy, HH:mm 'UTC'",
    ),
  };
  return {
    name,
    // A longer life is another end, and is told of again.
    key: `expiry:${name}:${end}:${due.within}`,
    notice: {
      to: [spec.metadata.owner],
      except: [],
      severity: due.rule.severity,
      topic: due.rule.topic,
      ...noticeText(due.rule, words),
      link: `/environments/${encodeURIComponent(name)}`,
      scope: `environment:${name}`,
    },
  };
}
