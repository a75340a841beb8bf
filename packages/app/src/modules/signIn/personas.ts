/** A sample person to sign in as. */
export interface Persona {
  id: 'ada' | 'grace' | 'margaret';
  name: string;
  role: string;
  group: string;
  /** What this person comes for. */
  purpose: string;
}

/** The three sample people, in the order in which they are offered. */
export const personas: readonly Persona[] = [
  {
    id: 'ada',
    name: 'Ada',
    role: 'Engineer',
    group: 'checkout',
    purpose: 'Builds the checkout services and runs what she ships.',
  },
  {
    id: 'grace',
    name: 'Grace',
    role: 'Platform engineer',
    group: 'platform',
    purpose: 'Looks after environments and the rules they follow.',
  },
  {
    id: 'margaret',
    name: 'Margaret',
    role: 'Manager',
    group: 'finops',
    purpose: 'Approves changes and watches what they cost.',
  },
];
