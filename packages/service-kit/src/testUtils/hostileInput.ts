/** Queries that no service takes: lists, objects, one name twice, too many. */
export const HOSTILE_QUERIES: readonly string[] = [
  'id[]=1',
  'id[$ne]=1',
  'id%5B%24ne%5D=1',
  'a=1&a=2',
  Array.from({ length: 101 }, (_none, index) => `p${index}=1`).join('&'),
];

/** Ten thousand parameters; more than a server reads of a request's head. */
export const ENDLESS_QUERY = Array.from(
  { length: 10_000 },
  (_none, index) => `p${index}`,
).join('&');

/** What stands where an id should, as a part of a path. */
export const HOSTILE_IDS: readonly string[] = [
  "' OR 1=1 --",
  '1; DROP TABLE users; --',
  '{"$ne":""}',
  '../../etc/passwd',
  '\0',
  '\u{2028}',
  '-1',
  'NaN',
  'x'.repeat(2_000),
].map(encodeURIComponent);

/** Texts that must be kept or refused, and never fail. */
export const HOSTILE_TEXTS: readonly string[] = [
  "' OR 1=1 --",
  "'); DROP TABLE users; --",
  'nul \0',
  'half of a pair \ud800',
  '${7*7} {{7*7}} <script>alert(1)</script>',
  'x'.repeat(20_000),
];

/** Values of every kind but that of a good one. */
export function ofOtherKinds(good: unknown): unknown[] {
  return [[], { $ne: '' }, null, 7, true, 'x'].filter(
    value => kindOf(value) !== kindOf(good),
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What is no quantity and no price, as it stands in JSON. */
export const NO_NUMBERS: readonly string[] = [
  '-1',
  '1.5',
  '"1"',
  'NaN',
  '1e999',
];

/** Numbers that a field may be too small for, and the database as well. */
export const HUGE_NUMBERS: readonly string[] = [
  '1e9',
  '3000000000',
  '9007199254740991',
];

/** Fields that the service decides about, whatever a caller says. */
export const INJECTED_FIELDS: Readonly<Record<string, unknown>> = {
  id: '00000000-0000-4000-8000-000000000001',
  userId: '00000000-0000-4000-8000-000000000001',
  role: 'admin',
  isAdmin: true,
  price: 1,
  totalCents: 1,
  status: 'confirmed',
  state: 'sold',
  reserved: 0,
  available: 999,
  createdAt: '2020-01-01T00:00:00Z',
};

/** Texts of 50 kB on which a bad regular expression never ends. */
export const ENDLESS_TEXTS: readonly string[] = [
  ...['a', 'A', '-', '0', ' ', '@', 'a@', 'a.', 'a@a.', '.-', '\u{6f22}'],
  ...['tok_', 'eyJ-', '0 ', 'a-0_'],
].map(part => `${part.repeat(50_000 / part.length)}!`);
