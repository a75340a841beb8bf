import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Button, Link, Text, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { OwnedService } from './fetchOverview';
import { useKeptIds } from './useKeptIds';
import styles from './Home.module.css';

/** Kept among the steps by whoever sent the strip away. */
const HIDDEN = 'hidden';

interface Step {
  id: string;
  title: string;
  text: string;
  href: string;
}

/** The steps this portal can offer today, in the order that teaches most. */
function useSteps(service: OwnedService | undefined): Step[] {
  const entityPath = useRouteRef(entityRouteRef);
  const servicePath =
    service &&
    entityPath?.({
      kind: service.kind.toLocaleLowerCase('en'),
      namespace: service.namespace,
      name: service.name,
    });
  return [
    {
      id: 'service',
      title: 'Look at a service',
      text: 'Who owns it and what it needs',
      href: servicePath ?? '/catalog',
    },
    {
      id: 'environment',
      title: 'Create an environment',
      text: 'Its price is there before it is',
      href: '/environments/new',
    },
    {
      id: 'graph',
      title: 'See how it all connects',
      text: 'Services, databases and topics',
      href: '/catalog-graph',
    },
    {
      id: 'docs',
      title: 'Read how it works',
      text: 'Short pages, and how to change it',
      href: '/docs/default/component/portico',
    },
    {
      id: 'connections',
      title: 'Check the connections',
      text: 'What is real, and what is not set up',
      href: '/connections',
    },
  ];
}

const StepItem = (props: {
  step: Step;
  number: number;
  done: boolean;
  onTake: () => void;
}) => {
  const { step, number, done } = props;

  return (
    <li className={styles.step} data-done={done || undefined}>
      <span className={styles.stepNumber} aria-hidden="true">
        {done ? <RiCheckLine size={16} /> : number}
      </span>
      <span className={styles.rowMain}>
        <Link
          href={step.href}
          onClick={props.onTake}
          variant="body-medium"
          weight="bold"
          standalone
        >
          {step.title}
          {done && <VisuallyHidden> (done)</VisuallyHidden>}
        </Link>
        <Text
          variant="body-small"
          color="secondary"
          className={styles.stepText}
        >
          {step.text}
        </Text>
      </span>
    </li>
  );
};

/** A strip of first steps; it leaves when all are taken, or when sent away. */
export const FirstSteps = (props: { service: OwnedService | undefined }) => {
  const { ids: done, keep: markDone } = useKeptIds('first-steps-done');
  const steps = useSteps(props.service);

  // Unknown is not "none": the strip must not flash up before it is known.
  if (
    !done ||
    done.includes(HIDDEN) ||
    steps.every(step => done.includes(step.id))
  ) {
    return null;
  }
  return (
    <section aria-label="First steps" className={styles.steps}>
      <div className={styles.stepsHeader}>
        <Text as="h2" variant="title-x-small" weight="bold">
          First steps
        </Text>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => markDone([HIDDEN])}
        >
          Hide
        </Button>
      </div>
      <ol className={styles.stepList}>
        {steps.map((step, index) => (
          <StepItem
            key={step.id}
            step={step}
            number={index + 1}
            done={done.includes(step.id)}
            onTake={() => markDone([step.id])}
          />
        ))}
      </ol>
    </section>
  );
};
