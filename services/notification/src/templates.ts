import { z } from 'zod/v4';

const lineSchema = z.object({
  name: z.string(),
  quantity: z.int(),
  unitPriceCents: z.int(),
});

/** What an e-mail tells, by its kind. */
export const factsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('order-placed'),
    orderId: z.uuid(),
    totalCents: z.int(),
    lines: z.array(lineSchema),
  }),
  z.object({
    kind: z.literal('order-confirmed'),
    orderId: z.uuid(),
    totalCents: z.int(),
    lines: z.array(lineSchema),
  }),
  z.object({
    kind: z.literal('order-cancelled'),
    orderId: z.uuid(),
    reason: z.string(),
  }),
]);

export type Facts = z.output<typeof factsSchema>;

/** An e-mail without its address. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

const REASONS: Record<string, string> = {
  'out-of-stock': 'Something in it is out of stock.',
  'payment-declined': 'The payment was declined.',
  'cancelled-by-customer': 'You asked us to cancel it.',
};

/** Writes the e-mail of some facts; no part of it can end a line of a header or open a tag. */
export function writeLetter(facts: Facts, name: string): Letter {
  const [subject, ...paragraphs] = wordsOf(facts);
  const all = [`Hello ${oneLine(name)},`, ...paragraphs, 'Your shop'];
  return {
    subject: oneLine(subject),
    text: `${all.join('\n\n')}\n`,
    html: all.map(part => `<p>${escapeHtml(part)}</p>`).join('\n'),
  };
}

function wordsOf(facts: Facts): string[] {
  const { orderId } = facts;
  switch (facts.kind) {
    case 'order-placed':
      return [
        'We have your order',
        `We have your order ${orderId} and are looking after it.`,
        ...linesOf(facts),
      ];
    case 'order-confirmed':
      return [
        'Your order is confirmed',
        `Your order ${orderId} is paid and confirmed.`,
        ...linesOf(facts),
      ];
    case 'order-cancelled':
      return [
        'Your order was cancelled',
        `Your order ${orderId} was cancelled. ${
          REASONS[facts.reason] ?? 'We could not carry it out.'
        } Nothing is charged.`,
      ];
    default:
      throw new Error(`Unknown kind: ${facts satisfies never}`);
  }
}

function linesOf({
  lines,
  totalCents,
}: Extract<Facts, { lines: unknown }>): string[] {
  return [
    ...lines.map(
      ({ quantity, name, unitPriceCents }) =>
        `${quantity} x ${oneLine(name)}: ${dollars(quantity * unitPriceCents)}`,
    ),
    `In all: ${dollars(totalCents)}`,
  ];
}

function dollars(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `$${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
