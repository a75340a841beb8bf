import { ReactNode, useId } from 'react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import styles from './Home.module.css';

/** A titled card of the home page, found by its heading. */
export const Panel = (props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) => {
  const id = useId();

  return (
    <section aria-labelledby={id}>
      <Card className={styles.panel}>
        <CardHeader className={styles.panelHeader}>
          <Text as="h2" id={id} variant="title-x-small" weight="bold">
            {props.title}
          </Text>
          {props.aside}
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
};
