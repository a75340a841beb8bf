import { ReactNode } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { StateMark } from '../../components/StateMark';
import {
  healthAnswer,
  lastChangeAnswer,
  sinceAnswer,
  type Answer,
} from './answers';
import { linkOfType, ownersOf } from './readiness';
import styles from './ServicePage.module.css';

const Question = (props: { question: string; children: ReactNode }) => (
  <div className={styles.answer}>
    <dt>{props.question}</dt>
    {props.children}
  </div>
);

const Said = ({ answer, marked }: { answer: Answer; marked?: boolean }) => (
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

const Named = (props: { entity: Entity; type: string; none: string }) => {
  const link = linkOfType(props.entity, props.type);
  return (
    <dd>{link ? <Link href={link.url}>{link.title}</Link> : props.none}</dd>
  );
};

const Owner = ({ entity }: { entity: Entity }) => {
  const owners = ownersOf(entity);
  return (
    <Question question="Who owns it?">
      <dd>
        {owners.length > 0 ? (
          <EntityRefLinks entityRefs={owners} defaultKind="group" />
        ) : (
          'Nobody'
        )}
      </dd>
      <dd className={styles.detail}>
        On call:{' '}
        {linkOfType(entity, 'on-call') ? (
          <Link href={linkOfType(entity, 'on-call')!.url}>
            {linkOfType(entity, 'on-call')!.title}
          </Link>
        ) : (
          'nobody is named'
        )}
      </dd>
    </Question>
  );
};

/** The five questions of somebody who was called, and what is known. */
export const ServiceHead = (props: {
  entity: Entity;
  cell: MatrixCell | null;
  now: Date;
}) => {
  const { entity, cell, now } = props;
  return (
    <dl className={styles.head} aria-label="In short">
      <Question question="Is it healthy?">
        <Said answer={healthAnswer(cell, now)} marked />
      </Question>
      <Question question="Since when?">
        <Said answer={sinceAnswer(cell, now)} />
      </Question>
      <Question question="What changed last?">
        <Said answer={lastChangeAnswer(cell, now)} marked />
      </Question>
      <Owner entity={entity} />
      <Question question="Where is the runbook?">
        <Named entity={entity} type="runbook" none="None is named" />
      </Question>
    </dl>
  );
};
