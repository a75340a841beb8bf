import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { DIALOG_WIDTH } from './dialogWidth';
import { wishTitle, type Wish } from '../../words/promotion';
import { repositoryOf } from '../../words/repository';
import { DoneNotice, FailedNotice } from './OutcomeNotice';
import styles from './Promote.module.css';
import { useSubmit } from './useSubmit';
import { useCare, useHistoryOf } from './useWishFacts';
import { WishFacts } from './WishFacts';
import { WishWarnings } from './WishWarnings';

/** So much of a reason is read. */
const REASON_MAX = 1000;

/** The name of the environment, typed by whoever means it. */
const Confirmation = ({
  environment,
  why,
  value,
  onChange,
}: {
  environment: string;
  why: string | null;
  value: string;
  onChange: (value: string) => void;
}) => (
  <TextField
    label={`Type ${environment} to go on`}
    description={why ?? undefined}
    value={value}
    onChange={onChange}
    autoComplete="off"
  />
);

/** Asks whether an environment is really to have another version, with all that is known of the difference. */
export const PromoteDialog = ({
  entity,
  wish,
  choice,
  onClose,
}: {
  entity: Entity;
  wish: Wish;
  /** What there is to choose from, above the difference. */
  choice?: ReactNode;
  onClose: () => void;
}) => {
  const { name } = entity.metadata;
  const entityRef = stringifyEntityRef(entity);
  const history = useHistoryOf(entityRef, wish.historyOf);
  const care = useCare(wish.environment);
  const { outcome, submit } = useSubmit();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const isConfirmed =
    care?.care === 'press' || typed.trim() === wish.environment;
  const isBusy = outcome.status === 'busy';
  const isDone = outcome.status === 'done';
  const send = () =>
    submit({
      entityRef,
      environment: wish.environment,
      version: wish.to.version,
      reason: reason.trim() || undefined,
    });

  return (
    <Dialog
      width={DIALOG_WIDTH}
      isOpen
      isDismissable={!isBusy}
      onOpenChange={isOpen => !isOpen && !isBusy && onClose()}
    >
      <DialogHeader>{wishTitle(wish, name)}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          {isDone ? (
            <DoneNotice wish={wish} promotion={outcome.promotion} />
          ) : (
            <>
              {choice}
              <WishFacts
                wish={wish}
                history={history}
                repository={repositoryOf(entity)}
              />
              <WishWarnings wish={wish} />
              <TextAreaField
                label="Why"
                secondaryLabel="Optional"
                value={reason}
                onChange={setReason}
                maxLength={REASON_MAX}
                rows={2}
              />
              {care?.care === 'confirm' && (
                <Confirmation
                  environment={wish.environment}
                  why={care.why}
                  value={typed}
                  onChange={setTyped}
                />
              )}
              {outcome.status === 'failed' && (
                <FailedNotice
                  problem={outcome.problem}
                  wish={wish}
                  service={name}
                />
              )}
            </>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        {!isDone && (
          <Button
            variant="primary"
            isDisabled={isBusy || !isConfirmed}
            onPress={send}
          >
            {isBusy ? 'Opening the pull request' : 'Open the pull request'}
          </Button>
        )}
        <Button variant="secondary" isDisabled={isBusy} onPress={onClose}>
          {isDone ? 'Close' : 'Cancel'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
