import { useApi, useAppNavigate } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import {
  isEstimate,
  TTL_MAX_DAYS,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { useState } from 'react';
import { environmentsApiRef } from '../../api';
import { extendedTtl } from '../../form/extension';
import { costOfLife } from '../../format/amounts';
import { day, expiry } from '../../format/dates';
import {
  describeProblem,
  SIGN_IN_ELSEWHERE,
  SIGN_IN_ENDED,
} from '../../hooks/problem';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { sentence } from '../../form/fieldIssues';
import styles from './EnvironmentPage.module.css';

const CHOICES = [3, 7, 14, 30];
const DAY_MS = 24 * 3_600_000;

/** What some days more mean, such as "Extend by 7 days costs at least $55". */
function costWords({ estimate }: EnvironmentView, days: number): string {
  const cost =
    estimate && isEstimate(estimate)
      ? costOfLife(estimate, `${days}d`, 'whole')
      : undefined;
  return cost
    ? `Extend by ${days} days costs ${cost}.`
    : `What ${days} days more cost is not known.`;
}

function useExtend(name: string) {
  const api = useApi(environmentsApiRef);
  const navigate = useAppNavigate();
  const links = useLinks();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const extend = async (ttl: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await api.requestChange({ kind: 'extend', name, ttl });
      if (answer.accepted) navigate(links.change(answer.change.id));
      else
        setFailure(
          answer.issues.map(issue => sentence(issue.message)).join(' '),
        );
    } catch (error) {
      const { kind, message } = describeProblem(error);
      setFailure(
        kind === 'signed-out'
          ? `${SIGN_IN_ENDED}. ${SIGN_IN_ELSEWHERE}`
          : sentence(message),
      );
    }
    setBusy(false);
  };
  return { busy, failure, extend };
}

/** Asks for some days more, with what they cost. */
export const ExtendDialog = ({
  view,
  ttl,
  end,
  isOpen,
  onOpenChange,
}: {
  view: EnvironmentView;
  ttl: string;
  end: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) => {
  const now = useNow();
  const [days, setDays] = useState(7);
  const { busy, failure, extend } = useExtend(view.name);
  const next = extendedTtl(ttl, days);
  const newEnd = new Date(Date.parse(end) + days * DAY_MS).toISOString();
  const isOver = Date.parse(end) < now;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <DialogHeader>{`Extend ${view.name}`}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <Text as="p" variant="body-medium">
            {`${isOver ? 'Expired' : 'Expires'} ${expiry(
              end,
              now,
            )}. ${costWords(view, days)}`}
          </Text>
          <RadioGroup
            label="How many days more?"
            orientation="horizontal"
            value={String(days)}
            onChange={value => setDays(Number(value))}
          >
            {CHOICES.map(choice => (
              <Radio key={choice} value={String(choice)}>
                {`${choice} days`}
              </Radio>
            ))}
          </RadioGroup>
          <Text as="p" variant="body-medium">
            {next
              ? `It then ends on ${day(newEnd)}.`
              : `That is longer than an environment may live: ${TTL_MAX_DAYS} days from its start.`}
          </Text>
          {failure && (
            <Alert
              status="danger"
              icon
              role="alert"
              title="It was not extended"
              description={failure}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          isDisabled={busy || !next}
          onPress={() => next && extend(next)}
        >
          {busy ? 'Sending' : `Extend by ${days} days`}
        </Button>
        <Button variant="secondary" onPress={() => onOpenChange(false)}>
          Cancel
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
