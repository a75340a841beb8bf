const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
};

/** A quantity of Kubernetes such as `250m` or `64Mi` as a number; throws at a unit that is not used here. */
export function quantity(text: unknown): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(\w*)$/.exec(String(text)) ?? [];
  if (digits === undefined || UNITS[unit] === undefined) {
    throw new Error(`${text} is no quantity`);
  }
  return Number(digits) * UNITS[unit];
}
