import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { useState } from 'react';
import { askBackWords, askWords, type Wish } from '../../words/promotion';
import { refName } from '../../words/refs';
import { AskDialog } from './AskDialog';
import styles from './Promote.module.css';

/** Who owns a component; undefined where nobody is named. */
function ownerOf(entity: Entity): string | undefined {
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  return owner && stringifyEntityRef(owner);
}

/** What somebody can do who may not do it themselves: ask the owner, in words that are ready. */
export const AskActions = ({
  entity,
  cell,
  wish,
  canGoBack,
}: {
  entity: Entity;
  cell: MatrixCell;
  wish: Wish | null;
  canGoBack: boolean;
}) => {
  const [asked, setAsked] = useState<{ title: string; text: string }>();
  const ownerRef = ownerOf(entity);
  const owner = ownerRef ? refName(ownerRef) : 'the owner';
  const { name } = entity.metadata;
  const address = () => window.location.href;
  return (
    <div className={styles.actions}>
      {wish && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={`Ask ${owner} to promote ${wish.to.version} to ${wish.environment}`}
          onPress={() =>
            setAsked({
              title: `Ask ${owner} to promote`,
              text: askWords(wish, name, address()),
            })
          }
        >
          {`Ask ${owner} to promote`}
        </Button>
      )}
      {canGoBack && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={`Ask ${owner} to roll back ${cell.environment}`}
          onPress={() =>
            setAsked({
              title: `Ask ${owner} to roll back`,
              text: askBackWords(cell, name, address()),
            })
          }
        >
          {`Ask ${owner} to roll back`}
        </Button>
      )}
      {asked && (
        <AskDialog
          {...asked}
          ownerRef={ownerRef}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
};
