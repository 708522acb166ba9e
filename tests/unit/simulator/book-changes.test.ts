// What is written of the books since the last time, put on top of what was written before, is always the books themselves.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Book,
  bookFrom,
  dropInstance,
  emptyBook,
  findVirtualAccount,
  putInstance,
  type StoredBook,
  setPurchased,
} from '../../../main/simulator/book/book.ts';
import { licencesOf, type ProductInstance } from '../../../main/simulator/book/product-instance.ts';
import { BookChanges, changeSchema, replay } from '../../../main/simulator/files/book-changes.ts';
import { Nonces } from '../../../main/simulator/protocol/nonces.ts';

const instance = (serial: string, identifier: string, virtualAccount: string, licences: number): ProductInstance => ({
  productId: 'CUSP',
  serial,
  identifier,
  account: 'A',
  virtualAccount,
  hostname: 'h',
  softwareTag: 's',
  registeredAt: 1,
  lastContactAt: 1,
  contacts: 1,
  identity: { serial: '1', publicKey: 'k' },
  nextIdentity: null,
  identityExpiresAt: 2,
  entitlements: [{ tag: 't', licences, requestedAt: 1 }],
  entitlementVersion: 0,
  compliance: null,
  registration: null,
});

const serial = fc.constantFrom('s1', 's2', 's3', 's4');
const account = fc.constantFrom('v1', 'v2');
const step = fc.oneof(
  fc.record({ what: fc.constant('put' as const), serial, account, licences: fc.nat(50) }),
  fc.record({ what: fc.constant('drop' as const), serial }),
  fc.record({ what: fc.constant('purchase' as const), account, licences: fc.nat(50) }),
  fc.record({ what: fc.constant('token' as const), serial }),
  fc.record({ what: fc.constant('nonce' as const), nonce: fc.nat().map(String) }),
  fc.record({ what: fc.constant('poll' as const), serial }),
  fc.record({ what: fc.constant('answered' as const), serial }),
  fc.constant({ what: 'write' as const }),
  fc.constant({ what: 'write whole' as const }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let identifiers = 0;
function take(book: Book, nonces: Nonces, one: Step): void {
  if (one.what === 'put') {
    identifiers += 1;
    putInstance(book, instance(one.serial, `i${identifiers}`, one.account, one.licences));
  }
  if (one.what === 'drop') dropInstance(book, `PID:CUSP,SN:${one.serial}`);
  if (one.what === 'purchase') setPurchased(book, 'A', one.account, one.licences);
  if (one.what === 'nonce') nonces.add(one.nonce);
  if (one.what === 'answered') book.polls.delete(one.serial);
  if (one.what === 'poll') {
    const operation = { type: 'DEREGISTRATION' as const };
    book.polls.set(one.serial, {
      id: one.serial,
      productId: 'CUSP',
      serial: one.serial,
      operation,
      faultId: 'f',
      given: 1,
      answer: null,
    });
  }
  if (one.what === 'token') {
    const dates = { createdAt: 1, expiresAt: 2 };
    const rest = { description: '', usesLeft: 1, exportControlled: true };
    book.tokens.set(one.serial, { id: one.serial, account: 'A', virtualAccount: 'v1', ...dates, ...rest });
  }
}

const shown = (book: Book) => ({
  accounts: new Map([...book.virtualAccounts].sort()),
  tokens: book.tokens,
  instances: book.instances,
  identifiers: book.identifiers,
  polls: book.polls,
});

describe('BookChanges', () => {
  it('gives back the books from the last whole and the changes since, totals and indexes included', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = emptyBook();
        const nonces = new Nonces([]);
        const changes = new BookChanges(book, { nonces, serverTime: () => 7 });
        let kept: StoredBook = JSON.parse(changes.whole());
        for (const one of [...steps, { what: 'write' as const }]) {
          take(book, nonces, one);
          if (one.what === 'write whole') kept = JSON.parse(changes.whole());
          const change = one.what === 'write' ? changes.since(null) : null;
          if (change !== null) kept = replay(kept, [changeSchema.parse(JSON.parse(change))]);
        }
        expect(shown(bookFrom(kept))).toEqual(shown(book));
        expect(kept.nonces).toEqual(nonces.newest());
        expect(kept.serverTime).toBe(7);
      }),
    );
  });

  it('writes nothing of what has not changed', () => {
    const book = emptyBook();
    putInstance(book, instance('s1', 'i', 'v1', 1));
    const changes = new BookChanges(book, { nonces: new Nonces([]), serverTime: () => null });
    changes.whole();
    putInstance(book, instance('s2', 'j', 'v2', 1));
    const change = changeSchema.parse(JSON.parse(changes.since(null) ?? ''));
    expect(change.put.instances.map((one) => one.serial)).toEqual(['s2']);
    expect(change.put.virtualAccounts.map(({ name }) => name)).toEqual(['v2']);
    expect(changes.since(null)).toBeNull();
    dropInstance(book, 'PID:CUSP,SN:s1');
    expect(JSON.parse(changes.since(null) ?? '').gone).toEqual({ instances: ['PID:CUSP,SN:s1'], polls: [] });
    expect(changes.since(null)).toBeNull();
  });
});

describe('totals', () => {
  it('are always the sum over the instances of the virtual account', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = emptyBook();
        for (const one of steps) take(book, new Nonces([]), one);
        for (const name of ['v1', 'v2']) {
          const own = [...book.instances.values()].filter((each) => each.virtualAccount === name);
          const found = findVirtualAccount(book, 'A', name);
          expect(found?.inUse ?? 0).toBe(own.reduce((sum, { entitlements }) => sum + licencesOf(entitlements), 0));
          expect(found?.instances ?? 0).toBe(own.length);
        }
      }),
    );
  });
});
