import { RiPlug2Line } from '@remixicon/react';
import { Snippet } from './Snippet';
import { StateMessage } from './StateMessage';

/** What a portal lacks that has this plugin and not its backend. */
export const BACKEND_SNIPPET = [
  'yarn --cwd packages/backend add @portico/plugin-deployments-backend',
  '',
  '# and in packages/backend/src/index.ts:',
  "backend.add(import('@portico/plugin-deployments-backend'));",
].join('\n');

/** The portal has no deployments backend: what to add. */
export const NotSetUpState = () => (
  <StateMessage icon={<RiPlug2Line />} title="Deployments are not set up">
    <p>
      The portal has no backend that knows deployments. Add it, and start the
      portal again:
    </p>
    <Snippet label="What to add to the backend" text={BACKEND_SNIPPET} />
  </StateMessage>
);
