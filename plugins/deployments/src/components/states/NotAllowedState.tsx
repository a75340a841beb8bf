import { RiLock2Line } from '@remixicon/react';
import { StateMessage } from './StateMessage';

/** Something the reader may not see: which permission it needs and who grants it. */
export const NotAllowedState = ({
  what,
  permission,
  message,
}: {
  /** What is refused, such as "the deployments of this service". */
  what: string;
  permission: string;
  message?: string;
}) => (
  <StateMessage
    icon={<RiLock2Line />}
    title={`You are not allowed to see ${what}`}
    role="alert"
  >
    <p>
      It needs the permission <code>{permission}</code>. Whoever keeps the
      portal's permission policy can grant it; usually that is the platform
      team.
    </p>
    {message && <p>{`The portal said: ${message}`}</p>}
  </StateMessage>
);
