import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, '../../..');

/** What stays although it is not known to be safe, until when, and why. */
const WAIVERS: ReadonlyArray<{
  file: string;
  starts: string;
  until: string;
  reason: string;
}> = [
  {
    file: 'packages/service-kit/src/log/redact.ts',
    starts: '(\\b[a-z][a-z\\d+.-]{1,20}:',
    until: '2027-11-30',
    reason:
      'Each part ends after 20, 100 and 200 characters, so a start costs no more than that; createLog.test.ts takes 50 kB.',
  },
  {
    file: 'packages/service-kit/src/log/redact.ts',
    starts: 'new RegExp(`(${before})',
    until: '2027-11-30',
    reason: 'Put together of parts; createLog.test.ts takes 50 kB of each.',
  },
  {
    file: 'packages/service-kit/src/http/RouteTable.ts',
    starts: "new RegExp(`^${parts.join('/')}",
    until: '2027-11-30',
    reason:
      'Of our own templates: texts without signs, and parts that end at a slash.',
  },
];

interface Expression {
  file: string;
  /** The source of a literal, or the code that makes one at run time. */
  source: string;
  flags: string;
  isLiteral: boolean;
}

/** The files that run in production. */
function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .filter(file => !/(?:^|\/)(?:__\w+__|testUtils)\//.test(file))
    .map(file => join(folder, file));
}

/** Every regular expression that a text of TypeScript has. */
function expressionsOf(file: string, text: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({
        file,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
        isLiteral: true,
      });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'RegExp'
    ) {
      const source = node.getText();
      found.push({ file, source, flags: '', isLiteral: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** What is wrong with each expression: nothing where none of its inputs takes long. */
function faultsOf(
  expressions: readonly Expression[],
): Array<string | undefined> {
  const literals = expressions.filter(({ isLiteral }) => isLiteral);
  const answer = execFileSync(
    process.execPath,
    [join(__dirname, 'testUtils/checkExpressions.cjs')],
    {
      encoding: 'utf8',
      input: JSON.stringify(literals.map(one => [one.source, one.flags])),
    },
  );
  const results: string[] = JSON.parse(answer);
  return expressions.map(expression => {
    if (!expression.isLiteral) return 'made at run time';
    const result = results[literals.indexOf(expression)];
    return result === 'safe' ? undefined : result;
  });
}

const isWaived = ({ file, source }: Expression, today: string): boolean =>
  WAIVERS.some(
    waiver =>
      waiver.file === file &&
      source.startsWith(waiver.starts) &&
      today <= waiver.until,
  );

describe('regular expressions', () => {
  const today = new Date().toISOString().slice(0, 10);
  const services = readdirSync(join(ROOT, 'services'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => `services/${name}/src`);
  const inFile = (file: string) =>
    expressionsOf(file, readFileSync(join(ROOT, file), 'utf8'));

  it('should take no text of an attacker long', () => {
    const all = [...services, 'packages/service-kit/src']
      .flatMap(sourcesIn)
      .flatMap(inFile)
      .filter(expression => !isWaived(expression, today));
    // Else they were not found.
    expect(all.length).toBeGreaterThan(50);
    const faults = faultsOf(all);
    const bad = all
      .map(({ file, source }, index) => [file, source, faults[index]])
      .filter(([, , fault]) => fault !== undefined);
    expect(bad).toEqual([]);
  });

  it('should be found in the code, and told bad from good', () => {
    const text = [
      'const a = /^(a+)+$/.test(name);',
      'const b = z.string().regex(/^[a-z]+$/i);',
      "const c = 'no /(a+)+$/ here'; // nor /(b+)+$/ here",
      'const d = new RegExp(name);',
    ].join('\n');
    const found = expressionsOf('some.ts', text);
    expect(found.map(({ source }) => source)).toEqual([
      '^(a+)+$',
      '^[a-z]+$',
      'new RegExp(name)',
    ]);
    expect(faultsOf(found)).toEqual([
      'exponential',
      undefined,
      'made at run time',
    ]);
  });

  it('should need every waiver that there is', () => {
    const waived = WAIVERS.flatMap(({ file, starts }) =>
      inFile(file).filter(({ source }) => source.startsWith(starts)),
    );
    expect(waived).toHaveLength(WAIVERS.length);
    expect(faultsOf(waived)).not.toContain(undefined);
  });
});
