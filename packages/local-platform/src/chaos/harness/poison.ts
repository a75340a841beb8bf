const MEBIBYTE = 1024 * 1024;

/** Nine levels of nine references each: some hundred million entries when it is unfolded. */
export const ALIAS_BOMB = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 9 },
    (_, level) =>
      `a${level + 1}: &a${level + 1} [${Array.from(
        { length: 9 },
        () => `*a${level}`,
      ).join(', ')}]`,
  ),
].join('\n');

/** A value inside so many others. */
export function nested(depth: number): string {
  return `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`;
}

/** Text that a page must show and never run. */
export const MARKUP =
  '"><script>document.title=1</script><img src=x onerror=alert(1)>{{7*7}}${{ 7*7 }}';

/** A component of the catalog, as its file says it. */
export function component(
  name: string,
  description: string,
  more: { kind?: string; spec?: string; links?: string } = {},
): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${more.kind ?? 'Component'}`,
    'metadata:',
    `  name: ${name}`,
    `  description: ${JSON.stringify(description)}`,
    ...(more.links ? [`  links: ${more.links}`] : []),
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: group:default/checkout',
    ...(more.spec ? [`  more: ${more.spec}`] : []),
    '',
  ].join('\n');
}

/** Files of the catalog that are wrong, each in its own way. */
export const POISONED_ENTITIES: Readonly<Record<string, string>> = {
  'bad-yaml.yaml': 'kind: [Component\nmetadata: }{',
  'alias-bomb.yaml': ALIAS_BOMB,
  'ten-megabytes.yaml': component('chaos-large', 'x'.repeat(10 * MEBIBYTE)),
  'wrong-kind.yaml': component('chaos-kind', 'No such kind', {
    kind: 'Banana',
  }),
  'no-name.yaml': component('"-not a name-"', 'Not a name'),
  'deep.yaml': component('chaos-deep', 'Deep', { spec: nested(5_000) }),
};

/** Files that look wrong, and are right. */
export const HARMLESS_ENTITIES: Readonly<Record<string, string>> = {
  'markup.yaml': component('chaos-markup', MARKUP, {
    links: `[{title: ${JSON.stringify(
      MARKUP,
    )}, url: "https://example.com/?x=<script>"}]`,
  }),
};

/** Files of environments that are wrong, and what their page must say. */
export const POISONED_ENVIRONMENTS: ReadonlyArray<{
  name: string;
  text: string;
  says: RegExp;
  /** Where the mistake has a place in the file. */
  line?: boolean;
}> = [
  {
    name: 'poison-yaml',
    text: 'apiVersion: portico.dev/v1\nkind: [Environment\n',
    says: /./,
    line: true,
  },
  { name: 'poison-bomb', text: ALIAS_BOMB, says: /./ },
  {
    name: 'poison-large',
    text: `# ${'x'.repeat(2 * MEBIBYTE)}\n`,
    says: /bytes large/,
  },
  { name: 'poison-kind', text: component('poison-kind', 'No'), says: /./ },
  { name: 'poison-deep', text: `spec: ${nested(5_000)}\n`, says: /./ },
  { name: 'poison-empty', text: '', says: /./ },
];
