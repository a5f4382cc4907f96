import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSuppressed, suppressedAmong, suppressedKeys, suppressedSince, suppressedSql } from '../../src/features/bounces/index.ts';
import { parseAddress } from '../../src/features/clients/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';

let test: TestCore;

beforeAll(() => {
  test = openTestCore();
});
afterAll(() => test.close());

const domain = fc.constantFrom('a.example', 'b.a.example', 'xa.example', 'xn--e1afmkfd.example', 'example.com');
const local = fc.constantFrom('ann', 'bob', 'a.example', 'ann+x');
const address = fc.tuple(local, domain).map((parts) => parts.join('@'));
const NOW = 1_000_000;
const suppression = fc.record({
  key: fc.oneof(domain, address),
  until: fc.option(fc.constantFrom(NOW - 1, NOW, NOW + 1)),
  lifted: fc.option(fc.constant(NOW - 10)),
});
/** The same address as somebody might write it. */
const spelling = fc.tuple(address, fc.boolean(), fc.boolean()).map(([plain, loud, named]) => {
  const shown = (loud ? plain.toUpperCase() : plain).replace(/xn--e1afmkfd/i, 'Пример');
  return named ? `Somebody <${shown}>` : shown;
});

it('an address is blocked or not, whichever way it is asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(suppression, { maxLength: 4 }), spelling, async (suppressions, written) => {
      const { db, ids } = test.core;
      await db.write(async (tx) => {
        await tx.deleteFrom('suppression').execute();
        for (const { key, until, lifted } of suppressions) {
          const scope = key.includes('@') ? 'address' : 'domain';
          const kept = {
            scope,
            value: key,
            value_key: key,
            reason: 'permanent',
            since_at: 5,
            until_at: until,
            author: '',
            note: '',
            bounce_id: null,
            lifted_at: lifted,
          };
          await tx
            .insertInto('suppression')
            .values({ id: ids.next(), ...kept })
            .execute();
        }
      });
      const key = parseAddress(written)?.key ?? '';
      const holds = suppressions.filter(({ until, lifted }) => lifted === null && (until === null || until > NOW));
      const expected = holds.some((each) => each.key === key || each.key === key.replace(/^.*@/, ''));
      const { blocked } = await db.read.selectNoFrom((eb) => suppressedSql(eb.val(key), NOW).as('blocked')).executeTakeFirstOrThrow();
      expect([
        await isSuppressed(db.read, written, NOW),
        (await suppressedAmong(db.read, [written, 'free@other.example'], NOW)).has(written),
        suppressedSince(await suppressedKeys(db.read, NOW), key) !== null,
        Boolean(blocked),
      ]).toEqual([expected, expected, expected, expected]);
    }),
    { numRuns: 600 },
  );
});
