import { flag } from '../../document/attributes';
import { databasesInNetworks, groupsOf, subnetsOf } from '../databases';
import { openIngress } from '../ingress';
import { PolicyRule } from '../PolicyRule';
import { subnetsOpenToInternet } from '../subnets';

/** A database has no public address, no way to the internet, and lets groups in instead of addresses. */
export const databaseNotPublic: PolicyRule = {
  id: 'database-not-public',
  severity: 'blocker',
  title: 'The database must be closed to the internet',
  why: 'A database that can be reached from outside is found within hours, and then only its password stands in the way.',
  fix: 'Put it into the database subnets, without a public address, and let the security group of the nodes in instead of addresses.',
  check: ({ resources }) => {
    const routed = subnetsOpenToInternet(resources);
    const opened = openIngress(resources);
    return databasesInNetworks(resources).flatMap(database => {
      const resource = database.address;
      const groups = groupsOf(database);
      return [
        ...(flag(database.attributes, 'publicly_accessible')
          ? [{ resource, detail: 'It has a public address.' }]
          : []),
        ...(subnetsOf(database, resources).some(subnet => routed.has(subnet))
          ? [{ resource, detail: 'A route leads from its subnets outside.' }]
          : []),
        ...opened
          .filter(({ group }) => group && groups.includes(group))
          .map(({ cidr }) => ({
            resource,
            detail: `Its security group lets ${cidr} in.`,
          })),
      ];
    });
  },
};
