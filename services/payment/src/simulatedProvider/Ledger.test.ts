import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConflictError, Ledger, type LedgerEntry } from './Ledger';

const CAPTURE = {
  ...{ key: 'capture:1', amountCents: 500 },
  ...{ currency: 'USD', last4: '4242' },
};

describe('Ledger', () => {
  let folder: string;
  let ledger: Ledger;
  const open = () => Ledger.open(join(folder, 'ledger.jsonl'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
    ledger = open();
  });
  afterEach(() => {
    ledger.close();
    rmSync(folder, { recursive: true });
  });

  const kinds = () => ledger.entries.map(({ kind }) => kind);
  const reopen = () => {
    ledger.close();
    ledger = open();
  };

  it('should take and give back once for each key, also after a restart', () => {
    const taken = ledger.capture(CAPTURE) as LedgerEntry;
    const refund = {
      ...{ key: 'refund:1', amountCents: 500 },
      reference: taken.reference,
    };
    const given = ledger.refund(refund);
    for (let time = 0; time < 2; time++) {
      expect(ledger.capture(CAPTURE)).toEqual(taken);
      expect(ledger.refund(refund)).toEqual(given);
      expect(kinds()).toEqual(['capture', 'refund']);
      reopen();
    }
    expect(taken).toMatchObject({ orderId: '1', last4: '4242' });
  });

  it('should refuse another amount with a key that is known', () => {
    const { reference } = ledger.capture(CAPTURE) as LedgerEntry;
    const other = { ...CAPTURE, amountCents: 501 };
    expect(() => ledger.capture(other)).toThrow(ConflictError);
    ledger.refund({ key: 'refund:1', reference, amountCents: 200 });
    expect(() =>
      ledger.refund({ key: 'refund:1', reference, amountCents: 300 }),
    ).toThrow(ConflictError);
    expect(kinds()).toEqual(['capture', 'refund']);
  });

  it('should give back no more than was taken, in however many parts, and nothing that was not taken', () => {
    const { reference } = ledger.capture(CAPTURE) as LedgerEntry;
    ledger.refund({ key: 'refund:1', reference, amountCents: 300 });
    expect(() =>
      ledger.refund({ key: 'refund:2', reference, amountCents: 201 }),
    ).toThrow(ConflictError);
    ledger.refund({ key: 'refund:3', reference, amountCents: 200 });
    expect(() =>
      ledger.refund({ key: 'refund:4', reference: 'cap_x', amountCents: 1 }),
    ).toThrow(ConflictError);
    expect(kinds()).toEqual(['capture', 'refund', 'refund']);
  });

  it('should never take what was cancelled or refused, also after a restart', () => {
    expect(ledger.cancel(CAPTURE.key)).toMatchObject({ reason: 'cancelled' });
    const refused = { ...CAPTURE, key: 'capture:2' };
    ledger.capture({ ...refused, refuse: 'card_declined' });
    for (let time = 0; time < 2; time++) {
      expect(ledger.capture(CAPTURE)).toMatchObject({ reason: 'cancelled' });
      expect(ledger.capture(refused)).toMatchObject({
        reason: 'card_declined',
      });
      reopen();
    }
    expect(kinds()).toEqual([]);
  });

  it('should tell what was taken to whoever cancels too late', () => {
    const taken = ledger.capture(CAPTURE);
    expect(ledger.cancel(CAPTURE.key)).toEqual(taken);
  });
});
