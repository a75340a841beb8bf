import { writeLetter, type Facts } from './templates';

const ORDER = '3f0e8c1e-8f1a-4c55-9a39-2d1f5d1f0c11';
const confirmed: Facts = {
  kind: 'order-confirmed',
  orderId: ORDER,
  totalCents: 3_005,
  lines: [
    { name: 'Lamp', quantity: 2, unitPriceCents: 1_500 },
    { name: 'Pin', quantity: 1, unitPriceCents: 5 },
  ],
};

describe('writeLetter', () => {
  it('should tell what was bought, in dollars', () => {
    expect(writeLetter(confirmed, 'Ada')).toEqual({
      subject: 'Your order is confirmed',
      text: [
        'Hello Ada,',
        `Your order ${ORDER} is paid and confirmed.`,
        '2 x Lamp: $30.00',
        '1 x Pin: $0.05',
        'In all: $30.05',
        'Your shop\n',
      ].join('\n\n'),
      html: expect.stringContaining('<p>2 x Lamp: $30.00</p>'),
    });
  });

  it.each([
    ['out-of-stock', 'Something in it is out of stock.'],
    ['payment-declined', 'The payment was declined.'],
    ['something-new', 'We could not carry it out.'],
  ])('should tell why an order was cancelled: %s', (reason, words) => {
    const facts: Facts = { kind: 'order-cancelled', orderId: ORDER, reason };
    expect(writeLetter(facts, 'Ada').text).toContain(words);
  });

  it('should let no product end a line of its own', () => {
    const [lamp] = 'lines' in confirmed ? confirmed.lines : [];
    const name = 'Lamp\r\nIn all: $0.00\u2028\nReset your password at evil';
    const letter = writeLetter(
      { ...confirmed, lines: [{ ...lamp, name }] } as Facts,
      'Ada',
    );
    expect(letter.text.split(/[\r\n\u2028\u2029]+/)).toEqual([
      'Hello Ada,',
      `Your order ${ORDER} is paid and confirmed.`,
      '2 x Lamp In all: $0.00 Reset your password at evil: $30.00',
      'In all: $30.05',
      'Your shop',
      '',
    ]);
  });

  it('should let no name end a line of a header or open a tag', () => {
    const name = 'Eve\r\nBcc: all@example.com <script>"&\'';
    const { subject, text, html } = writeLetter(confirmed, name);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('Hello Eve Bcc: all@example.com');
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;&quot;&amp;&#39;');
  });
});
