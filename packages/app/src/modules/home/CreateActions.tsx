import { ReactElement } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Card, Text } from '@backstage/ui';
import { RiArrowRightLine, RiBox3Line, RiCloudLine } from '@remixicon/react';
import { Overview } from './fetchOverview';
import { templateRouteRef } from './routes';
import styles from './Home.module.css';

const CreateAction = (props: {
  title: string;
  text: string;
  icon: ReactElement;
  href: string;
}) => (
  <Card className={styles.create} href={props.href} label={props.title}>
    <div className={styles.createBody}>
      <span className={styles.createIcon}>{props.icon}</span>
      <span className={styles.rowMain}>
        <Text variant="body-large" weight="bold">
          {props.title}
        </Text>
        <Text variant="body-small" color="secondary">
          {props.text}
        </Text>
      </span>
      <RiArrowRightLine size={20} className={styles.createArrow} aria-hidden />
    </div>
  </Card>
);

/** What a person can start from here; only what this portal offers. */
export const CreateActions = (props: {
  template: Overview['serviceTemplate'];
}) => {
  const templatePath = useRouteRef(templateRouteRef);
  const { template } = props;
  const serviceHref =
    template &&
    templatePath?.({
      namespace: template.namespace,
      templateName: template.name,
    });

  return (
    <div className={styles.creates}>
      <CreateAction
        title="Create environment"
        text="See price, plan and policy first"
        icon={<RiCloudLine size={24} aria-hidden />}
        href="/environments/new"
      />
      {serviceHref && (
        <CreateAction
          title="Create service"
          text="A repository that builds, runs and is watched"
          icon={<RiBox3Line size={24} aria-hidden />}
          href={serviceHref}
        />
      )}
    </div>
  );
};
