import { expect, it } from 'vitest';
import { connectionsSummary } from '../../src/features/connections/index.ts';
import { shown } from './fake-panel.ts';
import { bench, CALL, last } from './support.ts';

it('are counted once for each state of what is kept, and anew when it changes', async () => {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  made.panel.accounts = [[shown('anna'), shown('boris')]];
  await last(made.of.pull({ packId }, CALL));
  const { db } = made.opened.core;
  let asked = 0;
  const read = db.read.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const counting = { ...db, read };
  expect((await connectionsSummary(counting)).undecided).toBe(2);
  const once = asked;
  expect((await connectionsSummary(counting)).undecided).toBe(2);
  // Only how the connections stand was asked again.
  expect(asked - once).toBe(1);
  made.panel.accounts = [[shown('anna'), shown('boris'), shown('chloe')]];
  await last(made.of.pull({ packId }, CALL));
  expect((await connectionsSummary(counting)).undecided).toBe(3);
});
