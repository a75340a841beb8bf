import { blocks } from '../../document/attributes';
import { CostMapper, fixed, usage } from '../CostComponent';

/** A web ACL, its rules and groups, and the requests that it looks at. */
export const wafv2WebAcl: CostMapper = ({ attributes }) => {
  const rules = blocks(attributes, 'rule').length;
  return [
    fixed('Web ACL', 1, 'month', {
      service: 'waf',
      attributes: { component: 'web-acl' },
    }),
    fixed('Rules and managed groups', rules, 'rule-month', {
      service: 'waf',
      attributes: { component: 'rule' },
    }),
    usage('Requests', '1M requests', 'Depends on traffic', {
      service: 'waf',
      attributes: { component: 'requests' },
    }),
  ];
};
