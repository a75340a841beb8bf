import { z } from 'zod/v4';
import type { Edit } from './formState';
import type { SpecDraft } from './paths';

/** A draft that was left behind in this browser. */
export interface StoredDraft {
  savedAt: string;
  draft: SpecDraft;
  edits: Edit[];
  /** Whether it goes on without asking, because only the sign-in lay between. */
  resume?: boolean;
}

const storedDraftSchema = z.object({
  savedAt: z.iso.datetime(),
  draft: z.record(z.string(), z.unknown()),
  edits: z.array(z.object({ path: z.string(), value: z.unknown() })),
  resume: z.boolean().optional(),
});

const PREFIX = 'portico.environments.draft.';

/** Prices and free networks of so long ago help nobody. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Keeps a draft in the browser; one that refuses just has no drafts. */
export function saveDraft(key: string, draft: StoredDraft): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // Storage is full or switched off; the form works without it.
  }
}

/** The draft of a form, if a whole one is there and not too old. */
export function loadDraft(
  key: string,
  now = Date.now(),
): StoredDraft | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    const parsed = storedDraftSchema.safeParse(JSON.parse(text ?? 'null'));
    if (!parsed.success) return undefined;
    if (now - Date.parse(parsed.data.savedAt) > KEPT_MS) {
      clearDraft(key);
      return undefined;
    }
    const edits = parsed.data.edits.map(({ path, value }) => ({ path, value }));
    return { ...parsed.data, edits };
  } catch {
    return undefined;
  }
}

/** Lets a draft go on by itself the next time its form is opened. */
export function resumeDraft(key: string): void {
  const draft = loadDraft(key);
  if (draft) saveDraft(key, { ...draft, resume: true });
}

/** Forgets the draft of a form. */
export function clearDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}
