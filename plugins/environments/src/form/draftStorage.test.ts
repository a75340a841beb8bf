import { environmentClassSchema } from '@portico/plugin-environments-common';
import { aSpec } from '../__testUtils__/aSpec';
import { clearDraft, loadDraft, resumeDraft, saveDraft } from './draftStorage';
import { draftOf } from './formState';

const draft = {
  savedAt: '2026-11-25T10:42:00.000Z',
  draft: { metadata: { name: 'dev-ada' } },
  edits: [{ path: 'metadata.name', value: 'dev-ada' }],
};

const NOW = Date.parse('2026-11-26T08:00:00.000Z');

/** The names of all fields of a value, however deep; a switch keeps nothing. */
function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, inner]) => typeof inner !== 'boolean')
        .flatMap(([key, inner]) => [key, ...keysOf(inner)])
    : [];
}

describe('draftStorage', () => {
  afterEach(() => localStorage.clear());

  it('should keep the drafts of forms apart', () => {
    saveDraft('new', draft);
    expect(loadDraft('new', NOW)).toEqual(draft);
    expect(loadDraft('resize.dev')).toBeUndefined();
    clearDraft('new');
    expect(loadDraft('new', NOW)).toBeUndefined();
  });

  it('should not trust what is in the storage', () => {
    localStorage.setItem('portico.environments.draft.new', '{"draft":');
    expect(loadDraft('new', NOW)).toBeUndefined();
    localStorage.setItem(
      'portico.environments.draft.new',
      '{"savedAt":"x","draft":[],"edits":{}}',
    );
    expect(loadDraft('new', NOW)).toBeUndefined();
  });

  it('should do without a storage that refuses', () => {
    const set = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new Error('quota');
      });
    expect(() => saveDraft('new', draft)).not.toThrow();
    set.mockRestore();
  });

  it('should forget what is older than a month', () => {
    saveDraft('new', draft);
    expect(loadDraft('new', NOW + 31 * 24 * 3_600_000)).toBeUndefined();
    expect(localStorage).toHaveLength(0);
  });

  it('should remember that a draft only waits for the sign-in', () => {
    resumeDraft('new');
    expect(localStorage).toHaveLength(0);
    saveDraft('new', { ...draft, savedAt: new Date().toISOString() });
    resumeDraft('new');
    expect(loadDraft('new')).toMatchObject({ resume: true });
  });

  it('should have no secret to keep, whatever the class', () => {
    const keys = environmentClassSchema.options.flatMap(option =>
      keysOf(draftOf(aSpec('dev-ada', option))),
    );
    expect(keys.length).toBeGreaterThan(50);
    expect(
      keys.filter(key => /password|secret|token|credential|key$/i.test(key)),
    ).toEqual([]);
  });
});
