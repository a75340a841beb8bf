import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { deploymentsPromotePermission } from '@portico/plugin-deployments-common';
import { DIALOG_WIDTH } from './dialogWidth';
import { EntityLink } from '../EntityLink';
import { Snippet } from '../states';
import styles from './Promote.module.css';

/** What to send to those who may do what the reader may not. */
export const AskDialog = ({
  title,
  ownerRef,
  text,
  onClose,
}: {
  title: string;
  ownerRef: string | undefined;
  text: string;
  onClose: () => void;
}) => (
  <Dialog
    width={DIALOG_WIDTH}
    isOpen
    isDismissable
    onOpenChange={isOpen => !isOpen && onClose()}
  >
    <DialogHeader>{title}</DialogHeader>
    <DialogBody>
      <div className={styles.dialog}>
        <Text as="p" variant="body-medium">
          It needs the permission{' '}
          <code>{deploymentsPromotePermission.name}</code> for this service.{' '}
          {ownerRef === undefined ? (
            'Nobody is named as its owner; ask whoever keeps the portal.'
          ) : (
            <>
              Its owner is <EntityLink entityRef={ownerRef} />. Send them this:
            </>
          )}
        </Text>
        <Snippet label="What to send" text={text} />
      </div>
    </DialogBody>
    <DialogFooter>
      <Button variant="secondary" onPress={onClose}>
        Close
      </Button>
    </DialogFooter>
  </Dialog>
);
