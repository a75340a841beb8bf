import { clearDraft, loadDraft, saveDraft } from './draftStorage';

const draft = {
  savedAt: '2026-11-25T10:42:00.000Z',
  draft: { metadata: { name: 'dev-ada' } },
  edits: [{ path: 'metadata.name', value: 'dev-ada' }],
};

describe('draftStorage', () => {
  afterEach(() => sessionStorage.clear());

  it('should keep the drafts of forms apart', () => {
    saveDraft('new', draft);
    expect(loadDraft('new')).toEqual(draft);
    expect(loadDraft('resize.dev')).toBeUndefined();
    clearDraft('new');
    expect(loadDraft('new')).toBeUndefined();
  });

  it('should not trust what is in the storage', () => {
    sessionStorage.setItem('portico.environments.draft.new', '{"draft":');
    expect(loadDraft('new')).toBeUndefined();
    sessionStorage.setItem(
      'portico.environments.draft.new',
      '{"savedAt":"x","draft":[],"edits":{}}',
    );
    expect(loadDraft('new')).toBeUndefined();
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
});
