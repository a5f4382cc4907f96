import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { packedRows } from './packed-rows.ts';

async function* once(rows: readonly SheetRow[]): AsyncGenerator<SheetRow, void, void> {
  yield* rows;
}

it('gives back what it was given, each time it is gone through', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u001e') && !text.includes('\u001f'));
  const row = fc.record({ line: fc.integer({ min: 1, max: 1_048_576 }), cells: fc.array(cell, { maxLength: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(row), async (rows) => {
      const kept = await packedRows(once(rows));
      expect([...kept]).toEqual(rows);
      expect([...kept]).toEqual(rows);
    }),
    { numRuns: 100 },
  );
  const many = Array.from({ length: 5000 }, (_, index) => ({ line: index + 1, cells: [`reader${index}@reader.example`, ''] }));
  expect([...(await packedRows(once(many)))]).toEqual(many);
});

it('lets no cell pass for two', async () => {
  expect([...(await packedRows(once([{ line: 1, cells: ['a\u001fb', 'c\u001e2'] }])))]).toEqual([{ line: 1, cells: ['a b', 'c 2'] }]);
});
