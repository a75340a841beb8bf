import { brokenShopInvariants, type ShopFacts } from './ShopFacts';

const WELL: ShopFacts = {
  accepted: ['o-1', 'o-2'],
  orders: [
    { id: 'o-1', state: 'confirmed', totalCents: 1200 },
    { id: 'o-2', state: 'cancelled', totalCents: 500 },
  ],
  ledger: [
    { orderId: 'o-1', kind: 'capture', amountCents: 1200 },
    { orderId: 'o-2', kind: 'capture', amountCents: 500 },
    { orderId: 'o-2', kind: 'refund', amountCents: 500 },
  ],
  stock: [{ sku: 'LAMP', initial: 10, onHand: 9, reserved: 0, sold: 1 }],
  unsent: { order: 0 },
  deadLetters: { payment: 0 },
  mails: [{ orderId: 'o-1', kind: 'confirmed', count: 1 }],
};

describe('brokenShopInvariants', () => {
  it('should find nothing where all is well', () => {
    expect(brokenShopInvariants(WELL)).toEqual([]);
  });

  it.each<[string, Partial<ShopFacts>]>([
    [
      'order o-3 was accepted and is lost',
      { accepted: [...WELL.accepted, 'o-3'] },
    ],
    [
      'order o-4 is still placed',
      {
        orders: [...WELL.orders, { id: 'o-4', state: 'placed', totalCents: 9 }],
      },
    ],
    [
      'order o-1 is confirmed: 0 cents are with the shop, not 1200',
      { ledger: WELL.ledger.slice(1) },
    ],
    [
      'order o-2 is cancelled: 500 cents are with the shop, not 0',
      { ledger: WELL.ledger.slice(0, 2) },
    ],
    [
      'order o-1 is confirmed: 1199 cents are with the shop, not 1200',
      {
        ledger: [
          { orderId: 'o-1', kind: 'capture', amountCents: 1199 },
          ...WELL.ledger.slice(1),
        ],
      },
    ],
    [
      'money was taken for order o-9 that is none',
      {
        ledger: [
          ...WELL.ledger,
          { orderId: 'o-9', kind: 'capture', amountCents: 1 },
        ],
      },
    ],
    [
      'LAMP: 9 there and 2 sold of 10',
      {
        stock: [{ sku: 'LAMP', initial: 10, onHand: 9, reserved: 0, sold: 2 }],
      },
    ],
    [
      'LAMP: 1 are still reserved',
      {
        stock: [{ sku: 'LAMP', initial: 10, onHand: 9, reserved: 1, sold: 1 }],
      },
    ],
    ['order has 2 unsent events', { unsent: { order: 2 } }],
    ['the queue of payment gave up 1 events', { deadLetters: { payment: 1 } }],
    [
      'order o-1 got 2 e-mails of kind confirmed',
      { mails: [{ orderId: 'o-1', kind: 'confirmed', count: 2 }] },
    ],
  ])('should find: %s', (reason, facts) => {
    expect(brokenShopInvariants({ ...WELL, ...facts })).toEqual([reason]);
  });

  it('should find an order that was charged twice, though one of them was given back', () => {
    const ledger: ShopFacts['ledger'] = [
      ...WELL.ledger,
      { orderId: 'o-1', kind: 'capture', amountCents: 1200 },
      { orderId: 'o-1', kind: 'refund', amountCents: 1200 },
    ];
    expect(brokenShopInvariants({ ...WELL, ledger })).toEqual([
      'order o-1 was charged 2 times',
    ]);
  });
});
