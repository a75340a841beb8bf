import { isExpression, number, text } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** Logs are kept as long as somebody has decided, and not for ever. */
export const logsEnd: PolicyRule = {
  id: 'logs-end',
  severity: 'warning',
  title: 'Logs should end',
  why: 'Logs that are kept for ever cost more every month, and hold data of customers longer than anybody may.',
  fix: 'Set retention_in_days.',
  check: ({ resources }) =>
    resources
      .ofType('aws_cloudwatch_log_group')
      .filter(
        ({ attributes }) =>
          !isExpression(attributes.retention_in_days) &&
          (number(attributes, 'retention_in_days') ?? 0) === 0 &&
          // AWS keeps these for two days, whatever is said.
          text(attributes, 'log_group_class') !== 'DELIVERY',
      )
      .map(({ address }) => ({ resource: address })),
};
