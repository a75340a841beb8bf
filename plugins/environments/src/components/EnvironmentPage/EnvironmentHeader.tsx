import { Button, ButtonLink, type HeaderMetadataItem } from '@backstage/ui';
import type { EnvironmentView } from '@portico/plugin-environments-common';
import {
  RiEqualizerLine,
  RiGitRepositoryLine,
  RiTimerLine,
} from '@remixicon/react';
import { useState } from 'react';
import { expiryWords, placeWords } from '../../form/environmentRows';
import { ENVIRONMENT_STATES } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { EntityLink } from '../EntityLink';
import { OriginTag } from '../OriginTag';
import { StateWord } from '../StateWord';
import { ExtendDialog } from './ExtendDialog';
import styles from './EnvironmentPage.module.css';

/** Whether it is the running processes, and not an environment with a file. */
export function isProcesses(view: EnvironmentView): boolean {
  return view.class === null && view.spec === null && view.source === null;
}

/** What the head of the page says about an environment. */
export function environmentMetadata(
  view: EnvironmentView,
  now: number,
): HeaderMetadataItem[] {
  const items: HeaderMetadataItem[] = [
    {
      label: 'State',
      value: (
        <span className={styles.state}>
          <StateWord state={ENVIRONMENT_STATES[view.state]} />
          <OriginTag origin={view.origin} />
        </span>
      ),
    },
    { label: 'Owner', value: <EntityLink entityRef={view.owner} /> },
    { label: 'Where', value: placeWords(view) },
  ];
  if (view.spec) {
    items.push({ label: 'Expires', value: expiryWords(view, now) });
  }
  return items;
}

/** Asks for a longer life; only where there is an end to put off. */
const Extend = ({ view }: { view: EnvironmentView }) => {
  const [isOpen, setOpen] = useState(false);
  const ttl = view.spec?.spec.ttl;
  if (!ttl || !view.expiresAt) return null;
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiTimerLine />}
        onPress={() => setOpen(true)}
      >
        Extend
      </Button>
      <ExtendDialog
        view={view}
        ttl={ttl}
        end={view.expiresAt}
        isOpen={isOpen}
        onOpenChange={setOpen}
      />
    </>
  );
};

/** What can be done with an environment; what can't be done says why further down. */
export const EnvironmentActions = ({ view }: { view: EnvironmentView }) => {
  const links = useLinks();
  const changeable = view.changeable && view.openChange === null;
  if (isProcesses(view)) return null;
  return (
    <>
      {view.source?.url && (
        <ButtonLink
          variant="secondary"
          href={view.source.url}
          target="_blank"
          rel="noopener noreferrer"
          iconStart={<RiGitRepositoryLine />}
        >
          File in Git
        </ButtonLink>
      )}
      {changeable && <Extend view={view} />}
      {changeable ? (
        <ButtonLink
          variant="primary"
          href={links.resize(view.name)}
          iconStart={<RiEqualizerLine />}
        >
          Resize
        </ButtonLink>
      ) : (
        <Button variant="primary" isDisabled iconStart={<RiEqualizerLine />}>
          Resize
        </Button>
      )}
    </>
  );
};
