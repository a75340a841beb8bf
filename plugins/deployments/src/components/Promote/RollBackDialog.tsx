import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  Text,
} from '@backstage/ui';
import type {
  Deployment,
  MatrixCell,
} from '@portico/plugin-deployments-common';
import { useState } from 'react';
import { DIALOG_WIDTH } from './dialogWidth';
import { day } from '../../words/dates';
import { lastGood, rollbackTo } from '../../words/promotion';
import { ResourceStates } from '../states';
import { PromoteDialog } from './PromoteDialog';
import styles from './Promote.module.css';
import { useHistoryOf } from './useWishFacts';

/** What one could go back to, newest first, each version once. */
function earlierOf(
  history: readonly Deployment[],
  cell: MatrixCell,
): Deployment[] {
  const seen = new Set<string | null>();
  return history.filter(one => {
    if (rollbackTo(one, cell) === null || seen.has(one.version)) return false;
    seen.add(one.version);
    return true;
  });
}

function labelOf({ version, finishedAt, status }: Deployment): string {
  const when = day(finishedAt!.slice(0, 10));
  const undone = status === 'rolled-back' ? ', was rolled back' : '';
  return `${version} of ${when}${undone}`;
}

const Choice = ({
  entity,
  cell,
  earlier,
  history,
  onClose,
}: {
  entity: Entity;
  cell: MatrixCell;
  earlier: readonly Deployment[];
  history: readonly Deployment[];
  onClose: () => void;
}) => {
  const good = lastGood(history, cell)?.to.version;
  const [version, setVersion] = useState(good ?? earlier[0].version);
  const target = earlier.find(one => one.version === version) ?? earlier[0];
  const wish = rollbackTo(target, cell);
  return wish === null ? null : (
    <PromoteDialog
      entity={entity}
      wish={wish}
      onClose={onClose}
      choice={
        earlier.length > 1 && (
          <Select
            label="Version to go back to"
            options={earlier.map(one => ({
              value: one.version!,
              label: labelOf(one),
            }))}
            value={version}
            onChange={value => setVersion(String(value))}
          />
        )
      }
    />
  );
};

/** Asks which earlier version an environment is to have again. */
export const RollBackDialog = ({
  entity,
  cell,
  onClose,
}: {
  entity: Entity;
  cell: MatrixCell;
  onClose: () => void;
}) => {
  const history = useHistoryOf(stringifyEntityRef(entity), cell.environment);
  const earlier =
    history.status === 'ready' ? earlierOf(history.data, cell) : [];
  if (history.status === 'ready' && earlier.length > 0) {
    return (
      <Choice
        entity={entity}
        cell={cell}
        earlier={earlier}
        history={history.data}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      width={DIALOG_WIDTH}
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>
        {`Roll back ${entity.metadata.name} in ${cell.environment}`}
      </DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <ResourceStates
            resource={history}
            what="earlier versions"
            shape="card"
          >
            {() => (
              <Text as="p" variant="body-medium">
                {`No earlier version is known that ran in ${cell.environment}.`}
              </Text>
            )}
          </ResourceStates>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
