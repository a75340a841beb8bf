import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { Loadable } from '../../hooks/useLoadable';
import { Person } from '../person';
import { Needs } from './combineNeeds';
import { greeting } from './greeting';
import { needsWords } from './needsWords';
import styles from './Home.module.css';

/** A greeting by name, and how much needs the reader once that is known. */
export const Greeting = (props: {
  person: Loadable<Person>;
  needs: Needs | undefined;
  now: Date;
}) => {
  const { person, needs, now } = props;

  return (
    <h1 className={styles.greeting}>
      <Text variant="title-medium" weight="bold">
        {person.status === 'ready' && greeting(now, person.value.name)}
        {person.status === 'loading' && <Skeleton width={280} height={40} />}
        {person.status === 'failed' && 'Welcome.'}
      </Text>{' '}
      <Text variant="title-x-small" color="secondary">
        {needs ? (
          needsWords(needs.items.length, needs.complete)
        ) : (
          <>
            <VisuallyHidden>Asking what needs you.</VisuallyHidden>
            <Skeleton width={170} height={24} />
          </>
        )}
      </Text>
    </h1>
  );
};
