import { fillIn, noticeText, plainLine } from './noticeText';

describe('plainLine', () => {
  it.each([
    ['two\nlines\r\nand\u2028three', 'two lines and three'],
    ['nul\0 and bell\u0007', 'nul and bell'],
    ['\u202egnp.exe\u202c', 'gnp.exe'],
    ['  wide   space ', 'wide space'],
    ['<b>&amp;</b> *as it is*', '<b>&amp;</b> *as it is*'],
  ])('should write %j as plain text', (text, expected) => {
    expect(plainLine(text, 100)).toBe(expected);
  });

  it('should cut between characters, and say so', () => {
    expect(plainLine('😀'.repeat(10), 4)).toBe('😀😀😀…');
    expect(plainLine('😀'.repeat(4), 4)).toBe('😀😀😀😀');
  });
});

describe('fillIn', () => {
  it('should not read a word as a text of the table', () => {
    const words = { comment: '{actor} {toString}', actor: 'Grace' };
    expect(fillIn('{actor} said no: {comment}', words)).toBe(
      'Grace said no: {actor} {toString}',
    );
    expect(fillIn('{constructor}', words)).toBe('');
  });

  it('should say so where nobody gave a reason', () => {
    expect(fillIn('No: {comment}', { comment: null })).toBe(
      'No: no reason given',
    );
  });
});

describe('noticeText', () => {
  it('should limit what it is given', () => {
    const word = 'x'.repeat(2_000);
    const { title, text } = noticeText(
      { title: '{word} {word}', text: '{word} {word}' },
      { word },
    );
    expect(title.length).toBe(120);
    expect(text.length).toBe(400);
  });
});
