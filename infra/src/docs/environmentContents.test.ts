import { SERVED, aFullSpec } from '../__testUtils__/aSpec';
import { synthesized } from '../__testUtils__/synthesized';
import { contentsOfClasses } from './contentsOfClasses';
import { environmentContents, unexplainedTypes } from './environmentContents';
import { resourcePurposes } from './resourcePurposes';

describe('environmentContents', () => {
  const classes = contentsOfClasses();

  it('should tell what every resource is for; a new type needs a line in resourcePurposes', () => {
    expect(unexplainedTypes(classes.map(({ document }) => document))).toEqual(
      [],
    );
  });

  it('should explain nothing that is never built', () => {
    const everything = synthesized(
      aFullSpec({
        edge: {
          waf: {},
          domainName: 'shop.example.com',
          apiGateway: true,
          services: SERVED,
        },
      }),
    );
    const built = Object.keys(everything.resource);
    expect(
      Object.keys(resourcePurposes).filter(t => !built.includes(t)),
    ).toEqual([]);
  });

  it('should count what is there, and leave no module out', () => {
    const page = environmentContents(classes);
    const [dev] = classes;
    const total = Object.values(dev.document.resource)
      .map(byName => Object.keys(byName).length)
      .reduce((sum, n) => sum + n, 0);
    expect(page).toMatch(
      new RegExp(`^\\| \\*\\*all\\*\\* +\\| ${total} `, 'm'),
    );
    expect(page).toMatch(/^\| `aws_nat_gateway` .*\| 1 +\| 1 +\| 3 +\|$/m);
    expect(page).toMatch(/^\| In two zones +\| no +\| no +\| yes/m);
  });
});
