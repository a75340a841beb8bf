import { Alert, ButtonLink, Text } from '@backstage/ui';
import {
  deploymentsPromotePermission,
  promotionFile,
  type Promotion,
} from '@portico/plugin-deployments-common';
import {
  SIGN_IN_ELSEWHERE,
  SIGN_IN_ENDED,
  type Problem,
} from '../../hooks/problem';
import type { Wish } from '../../words/promotion';
import styles from './Promote.module.css';

/** The pull request is there: where, and what comes next. */
export const DoneNotice = ({
  wish,
  promotion,
}: {
  wish: Wish;
  promotion: Promotion;
}) => (
  <div className={styles.facts} role="status">
    <Text as="p" variant="body-large" weight="bold">
      {`Pull request #${promotion.number} is open`}
    </Text>
    <Text as="p" variant="body-medium">
      {`Nothing has changed in ${wish.environment} yet. It gets ${wish.to.version} once the pull request is merged and the pipeline has run.`}
    </Text>
    <div>
      <ButtonLink
        variant="primary"
        href={promotion.pullRequestUrl}
        target="_blank"
      >
        Open the pull request
      </ButtonLink>
    </div>
  </div>
);

function wordsOf(
  problem: Problem,
  wish: Wish,
  service: string,
): { title: string; description: string } {
  switch (problem.kind) {
    case 'not-set-up':
      return {
        title: 'This portal can not open the pull request',
        description: `${
          problem.message
        } Nothing was changed. By hand: set the tag of ${service} to ${
          wish.to.version
        } in ${promotionFile(wish.environment)}.`,
      };
    case 'not-allowed':
      return {
        title: 'You are not allowed to do this',
        description: `It needs the permission ${deploymentsPromotePermission.name}. ${problem.message}`,
      };
    case 'signed-out':
      return { title: SIGN_IN_ENDED, description: SIGN_IN_ELSEWHERE };
    case 'refused':
      return { title: 'It was not asked for', description: problem.message };
    default:
      return {
        title: 'It is not known whether the pull request was opened',
        description: `${problem.message} You may press again: the same wish opens no second one.`,
      };
  }
}

/** Why a wish was not taken, and how to go on. */
export const FailedNotice = ({
  problem,
  wish,
  service,
}: {
  problem: Problem;
  wish: Wish;
  service: string;
}) => (
  <Alert
    status="danger"
    icon
    role="alert"
    {...wordsOf(problem, wish, service)}
  />
);
