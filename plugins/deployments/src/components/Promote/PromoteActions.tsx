import type { Entity } from '@backstage/catalog-model';
import { Button, Text } from '@backstage/ui';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { useState } from 'react';
import type { ServiceRow } from '../../api';
import { nextOf, promotionOf, type Wish } from '../../words/promotion';
import { AskActions } from './AskActions';
import { PromoteDialog } from './PromoteDialog';
import styles from './Promote.module.css';
import { RollBackDialog } from './RollBackDialog';
import type { PromoteAccess } from './usePromoteAccess';

/** What the reader has begun. It stays as it was when they did, whatever is deployed meanwhile. */
type Begun = { promote: Wish } | { rollBack: MatrixCell };

const Buttons = ({
  cell,
  wish,
  canGoBack,
  onBegin,
}: {
  cell: MatrixCell;
  wish: Wish | null;
  canGoBack: boolean;
  onBegin: (begun: Begun) => void;
}) => (
  <>
    {wish && (
      <Button
        size="small"
        variant="secondary"
        aria-label={`Promote to ${wish.environment}: ${wish.to.version}`}
        onPress={() => onBegin({ promote: wish })}
      >
        {`Promote to ${wish.environment}`}
      </Button>
    )}
    {canGoBack && (
      <Button
        size="small"
        variant="tertiary"
        aria-label={`Roll back ${cell.environment}`}
        onPress={() => onBegin({ rollBack: cell })}
      >
        Roll back
      </Button>
    )}
  </>
);

/** What can be done with what runs in an environment: bring it on, or go back. */
export const PromoteActions = ({
  entity,
  row,
  cell,
  access,
}: {
  entity: Entity;
  row: ServiceRow;
  cell: MatrixCell;
  access: PromoteAccess;
}) => {
  const [begun, setBegun] = useState<Begun>();
  const next = nextOf(cell.environment, row.environments, row.cells);
  const wish = promotionOf(cell, next);
  const canGoBack = cell.version !== null && cell.deployedAt !== null;
  const close = () => setBegun(undefined);
  if (access === 'checking' || (!begun && !wish && !canGoBack)) return null;
  if (access === 'unknown') {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Whether you may promote could not be checked.
      </Text>
    );
  }
  if (access === 'denied') {
    return (
      <AskActions
        entity={entity}
        cell={cell}
        wish={wish}
        canGoBack={canGoBack}
      />
    );
  }
  return (
    <div className={styles.actions}>
      <Buttons
        cell={cell}
        wish={wish}
        canGoBack={canGoBack}
        onBegin={setBegun}
      />
      {begun && 'promote' in begun && (
        <PromoteDialog entity={entity} wish={begun.promote} onClose={close} />
      )}
      {begun && 'rollBack' in begun && (
        <RollBackDialog entity={entity} cell={begun.rollBack} onClose={close} />
      )}
    </div>
  );
};
