import { Alert, Card, CardBody, CardHeader, Switch, Text } from '@backstage/ui';
import { useState } from 'react';
import { useIsPhone } from '../../hooks/useIsPhone';
import { useLaneBoard } from '../../hooks/useLaneBoard';
import { useTimelineParams } from '../../hooks/useTimelineParams';
import { noteOf } from '../../note/noteOf';
import { viewerZone } from '../../time/times';
import { windowWords } from '../../time/windowChoice';
import { EnvironmentSelect, NoteActions, WindowSelect } from '../controls';
import { LaneLines, LaneList } from '../lanes';
import styles from './Timeline.module.css';

/** What a timeline is about. */
export interface TimelineSubject {
  entityRef: string;
  /** The name that people know it by. */
  name: string;
  /** Set where the timeline is that of one environment. */
  environment?: string;
}

const NO_LANES = (
  <Text as="p" variant="body-medium" color="secondary">
    No plugin of this portal brings a lane. Those that can tell a timeline do so
    once they are installed.
  </Text>
);

/** What every plugin knows of a service or an environment, on one line of time. */
export const Timeline = ({
  subject,
  hasEnvironmentSwitch = true,
}: {
  subject: TimelineSubject;
  /** False where the page around it has one. */
  hasEnvironmentSwitch?: boolean;
}) => {
  const [zone] = useState(viewerZone);
  const isPhone = useIsPhone();
  const [wantsList, setWantsList] = useState(false);
  const params = useTimelineParams(zone);
  const { choice, fault } = params;
  const environment = subject.environment ?? params.environment;
  const { entityRef } = subject;
  const board = useLaneBoard({ entityRef, environment, choice, zone });
  const Lanes = isPhone || wantsList ? LaneList : LaneLines;

  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h3" variant="title-x-small" weight="bold">
            Timeline
          </Text>
          <NoteActions
            write={() =>
              noteOf(board, {
                subject: subject.name,
                environment,
                zone,
                now: Date.now(),
              })
            }
          />
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.controls}>
          {hasEnvironmentSwitch && subject.environment === undefined && (
            <EnvironmentSelect
              environment={environment}
              onChoose={params.chooseEnvironment}
            />
          )}
          <WindowSelect
            choice={choice}
            window={board.window}
            zone={zone}
            onChoose={params.chooseWindow}
          />
          {!isPhone && (
            <Switch
              className={styles.asList}
              label="As a list"
              isSelected={wantsList}
              onChange={setWantsList}
            />
          )}
        </div>
        {fault !== undefined && (
          <Alert
            status="warning"
            icon
            role="alert"
            title="The address names no window that can be shown; these are the last 7 days"
            description={fault}
          />
        )}
        {board.lanes.length === 0 ? (
          NO_LANES
        ) : (
          <Lanes board={board} zone={zone} windowWords={windowWords(choice)} />
        )}
      </CardBody>
    </Card>
  );
};
