import { DoraPanel } from '../Dora';
import { PageFrame } from '../PageFrame';
import { SourcesNotice } from '../SourcesNotice';
import { LatestPanel } from './LatestPanel';
import { MatrixPanel, useMatrix } from './MatrixPanel';

/** What runs where, of all services, what was deployed last, and how well delivery goes. */
export const DeploymentsPage = () => {
  const resource = useMatrix();
  const known = resource.status === 'ready' ? resource.data : undefined;
  return (
    <PageFrame
      title="Deployments"
      description="Which version of which service is where, and how it is doing."
    >
      <SourcesNotice />
      <MatrixPanel resource={resource} />
      {/* Where nothing is known, three panels that say so are no better than one. */}
      {known && known.items.length > 0 && (
        <>
          <DoraPanel environments={known.environments} />
          <LatestPanel />
        </>
      )}
    </PageFrame>
  );
};
