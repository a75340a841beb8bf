import { useAppLocation } from '@backstage/frontend-plugin-api';
import { lazy, Suspense } from 'react';
import { useLinks } from '../hooks/useLinks';
import { matchPage } from './matchPage';
import { PageFrame } from './PageFrame';
import { LoadingState, NotFoundState } from './states';

const EnvironmentsPage = lazy(() =>
  import('./EnvironmentsPage').then(m => ({ default: m.EnvironmentsPage })),
);
const EnvironmentPage = lazy(() =>
  import('./EnvironmentPage').then(m => ({ default: m.EnvironmentPage })),
);
const ApprovalsPage = lazy(() =>
  import('./ApprovalsPage').then(m => ({ default: m.ApprovalsPage })),
);
const ChangePage = lazy(() =>
  import('./ChangePage').then(m => ({ default: m.ChangePage })),
);
const CreateEnvironmentPage = lazy(() =>
  import('./FormPages').then(m => ({ default: m.CreateEnvironmentPage })),
);
const ChangeEnvironmentPage = lazy(() =>
  import('./FormPages').then(m => ({ default: m.ChangeEnvironmentPage })),
);

const UnknownPage = () => {
  const links = useLinks();
  return (
    <PageFrame title="Not found">
      <NotFoundState
        title="There is no such page"
        term="environment"
        listHref={links.list}
      >
        The address may not be complete.
      </NotFoundState>
    </PageFrame>
  );
};

const CurrentPage = () => {
  const { pathname } = useAppLocation();
  const { list } = useLinks();
  const match = matchPage(pathname, list);
  switch (match.page) {
    case 'list':
      return <EnvironmentsPage />;
    case 'new':
      return <CreateEnvironmentPage />;
    case 'approvals':
      return <ApprovalsPage />;
    // A key starts a page over when its subject changes.
    case 'change':
      return <ChangePage key={match.id} id={match.id} />;
    case 'environment':
      return <EnvironmentPage key={match.name} name={match.name} />;
    case 'resize':
      return <ChangeEnvironmentPage key={match.name} name={match.name} />;
    default:
      return <UnknownPage />;
  }
};

/** The pages of this plugin, each loaded when it is first opened. */
export const EnvironmentsRouter = () => (
  <Suspense fallback={<LoadingState what="the page" waitsFor="the portal" />}>
    <CurrentPage />
  </Suspense>
);
