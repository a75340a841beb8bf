import { Fragment, ReactNode } from 'react';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import { StateMark } from '../../components/StateMark';
import type { Answer, Answers } from './answers';
import { helpOf, ownersOf, type EntityLink } from './readiness';
import styles from './ServicePage.module.css';

const Question = (props: { question: string; children: ReactNode }) => (
  <div className={styles.answer}>
    <dt>{props.question}</dt>
    {props.children}
  </div>
);

const Waiting = () => (
  <dd>
    <Skeleton width={120} height={20} />
  </dd>
);

const Told = ({ answer, marked }: { answer: Answer; marked?: boolean }) => (
  <>
    <dd>
      {marked ? (
        <StateMark tone={answer.tone} word={answer.text} />
      ) : (
        answer.text
      )}
    </dd>
    {answer.detail && <dd className={styles.detail}>{answer.detail}</dd>}
  </>
);

const Linked = (props: { link: EntityLink | null; none: string }) =>
  props.link ? (
    <Link href={props.link.url}>{props.link.title}</Link>
  ) : (
    <>{props.none}</>
  );

const Runbook = ({ entity }: { entity: Entity }) => (
  <dd>
    <Linked link={helpOf(entity, 'runbook')} none="None is named" />
  </dd>
);

const OwnerLink = ({ owner }: { owner: string }) => {
  const entityPath = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  const href = entityPath?.({ kind, namespace, name });
  return href ? <Link href={href}>{name}</Link> : <>{name}</>;
};

const Owner = ({ entity }: { entity: Entity }) => {
  const owners = ownersOf(entity);
  return (
    <Question question="Who owns it?">
      <dd>
        {owners.map((owner, index) => (
          <Fragment key={owner}>
            {index > 0 && ', '}
            <OwnerLink owner={owner} />
          </Fragment>
        ))}
        {owners.length === 0 && 'Nobody'}
      </dd>
      <dd className={styles.detail}>
        On call:{' '}
        <Linked link={helpOf(entity, 'on-call')} none="nobody is named" />
      </dd>
    </Question>
  );
};

const Said = (props: { answer: Answer | undefined; marked?: boolean }) =>
  props.answer ? (
    <Told answer={props.answer} marked={props.marked} />
  ) : (
    <Waiting />
  );

/** The five questions of somebody who was called, and what is known. */
export const ServiceHead = (props: {
  entity: Entity;
  /** Undefined until they have been read. */
  answers: Answers | undefined;
}) => {
  const { entity, answers } = props;
  return (
    <dl
      className={styles.head}
      aria-label="In short"
      aria-busy={answers === undefined}
    >
      <Question question="Is it healthy?">
        <Said answer={answers?.health} marked />
      </Question>
      <Question question="Since when?">
        <Said answer={answers?.since} />
      </Question>
      <Question question="What changed last?">
        <Said answer={answers?.change} marked />
      </Question>
      <Owner entity={entity} />
      <Question question="Where is the runbook?">
        <Runbook entity={entity} />
      </Question>
    </dl>
  );
};
