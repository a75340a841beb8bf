import { blocks, number, text } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** The rules of a firewall have an order. */
export const firewallPrioritiesUnique: PolicyRule = {
  id: 'firewall-priorities-unique',
  severity: 'blocker',
  title: 'No two rules of a firewall may have the same priority',
  why: 'AWS refuses the whole firewall where it cannot tell which of two rules comes first.',
  fix: 'Give each rule a priority of its own.',
  check: ({ resources }) =>
    ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'].flatMap(type =>
      resources.ofType(type).flatMap(({ address, attributes }) => {
        const byPriority = new Map<number, string[]>();
        for (const rule of blocks(attributes, 'rule')) {
          const priority = number(rule, 'priority');
          const name = text(rule, 'name') ?? 'a rule without a name';
          if (priority !== undefined) {
            byPriority.set(priority, [
              ...(byPriority.get(priority) ?? []),
              name,
            ]);
          }
        }
        return [...byPriority]
          .filter(([, names]) => names.length > 1)
          .map(([priority, names]) => ({
            resource: address,
            detail: `${names.join(' and ')} have priority ${priority}.`,
          }));
      }),
    ),
};
