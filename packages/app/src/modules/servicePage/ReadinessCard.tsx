import { useId } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { Snippet } from '../../components/Snippet';
import { StateMark, type Tone } from '../../components/StateMark';
import { readinessOf, readinessSummary, type ReadinessItem } from './readiness';
import styles from './ServicePage.module.css';

const MARKS: Readonly<
  Record<ReadinessItem['state'], { tone: Tone; word: string }>
> = {
  there: { tone: 'positive', word: 'There' },
  missing: { tone: 'warning', word: 'Missing' },
  unknown: { tone: 'quiet', word: 'Not known' },
};

const Item = ({ item }: { item: ReadinessItem }) => (
  <li>
    <div>
      <Text as="h3" variant="body-medium" weight="bold">
        {item.title}
      </Text>
      <StateMark {...MARKS[item.state]} />
    </div>
    <div className={styles.mend}>
      <Text as="p" variant="body-medium">
        {item.text}
      </Text>
      {item.snippet && (
        <Snippet
          label={`What to add to catalog-info.yaml for ${item.title}`}
          text={item.snippet}
        />
      )}
    </div>
  </li>
);

/** What a service has of all that it should have before customers depend on it. */
export const ReadinessCard = () => {
  const id = useId();
  const { entity } = useEntity();
  const items = readinessOf(entity);

  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader>
          <Text as="h2" id={id} variant="title-x-small" weight="bold">
            Readiness
          </Text>
          <Text as="p" variant="body-medium" color="secondary">
            {readinessSummary(items)}
          </Text>
        </CardHeader>
        <CardBody>
          <ul className={styles.readiness}>
            {items.map(item => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        </CardBody>
      </Card>
    </section>
  );
};
