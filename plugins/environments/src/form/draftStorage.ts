import { z } from 'zod/v4';
import type { Edit } from './formState';
import type { SpecDraft } from './paths';

/** A draft that was left behind in this tab. */
export interface StoredDraft {
  savedAt: string;
  draft: SpecDraft;
  edits: Edit[];
}

const storedDraftSchema = z.object({
  savedAt: z.iso.datetime(),
  draft: z.record(z.string(), z.unknown()),
  edits: z.array(z.object({ path: z.string(), value: z.unknown() })),
});

const PREFIX = 'portico.environments.draft.';

/** Keeps a draft in the tab; a browser that refuses just has no drafts. */
export function saveDraft(key: string, draft: StoredDraft): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // Storage is full or switched off; the form works without it.
  }
}

/** The draft of a form, if a whole one is there. */
export function loadDraft(key: string): StoredDraft | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + key);
    const parsed = storedDraftSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success
      ? {
          ...parsed.data,
          edits: parsed.data.edits.map(({ path, value }) => ({ path, value })),
        }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets the draft of a form. */
export function clearDraft(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}
