import { changeKindSchema } from './changeState';
import { changeTitle } from './changeTitle';

describe('changeTitle', () => {
  it.each(changeKindSchema.options)('should name the kind %s', kind => {
    const title = changeTitle({ kind, name: 'dev' });
    expect(title.toLocaleLowerCase('en')).toBe(`${kind} dev`);
    expect(title).toMatch(/^[A-Z]/);
  });
});
