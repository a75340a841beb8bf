/** The sample people by the word that `token` takes. */
export const PEOPLE = {
  engineer: { name: 'ada', about: 'engineer, in the team checkout' },
  platform: { name: 'grace', about: 'platform engineer' },
  manager: { name: 'margaret', about: 'manager: money and approvals' },
} as const;

/** The word of a sample person. */
export type RoleWord = keyof typeof PEOPLE;

/** Whether a word names a sample person. */
export function isRoleWord(word: string): word is RoleWord {
  return Object.hasOwn(PEOPLE, word);
}
