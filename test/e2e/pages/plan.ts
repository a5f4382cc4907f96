import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Language } from '../../../src/shared/language.ts';
import { expectAccessible } from '../support/axe.ts';
import type { Hand } from '../support/hand.ts';
import type { RunningServer } from '../support/server.ts';
import { expect } from '../support/test.ts';
import type { CasesPage } from './cases.ts';

interface Planning {
  readonly server: RunningServer;
  readonly hand: Hand;
  /** Language of the client whose list it is. */
  readonly reader: Language;
}

/** A plan that would write to who never agreed, put right until it may begin, and brought to its end. */
export async function bringPlanToItsEnd(cases: CasesPage, { server, hand, reader }: Planning): Promise<void> {
  const part = cases.part('repermission');
  const dialog = cases.page.getByRole('dialog');
  const button = (key: string) => part.getByRole('button', { name: cases.word(`repermissionScreen:${key}`), exact: true });
  const group = (segment: string) => dialog.getByRole('textbox', { name: cases.word(`repermissionScreen:segment.${segment}`), exact: true });
  const save = dialog.getByRole('button', { name: cases.word('common:save'), exact: true });
  await cases.openStep('repermission');
  await hand.press(button('empty.plan'));
  await expect(part.getByText(cases.word('repermissionScreen:nobody'))).toBeVisible();
  const [plan] = await server.client.repermission.list({ incidentId: await caseOf(server) });
  if (plan === undefined) throw new Error('No plan');
  // Nobody has counted: nothing is 0, and nothing can be sent.
  await expect(part.getByText(cases.word('repermissionScreen:uncounted'))).toBeVisible();
  await expect(part.getByRole('row', { name: new RegExp(cases.word('repermissionScreen:total')) })).toContainText(cases.word('common:unknown'));
  await expect(button('instruct')).toHaveCount(0);
  await expect(button('begin')).toHaveCount(0);
  await expectAccessible(cases.page);
  await hand.press(button('writeFigures'));
  for (const [segment, count] of [
    ['a', '500'],
    ['b', '3000'],
    ['c', '900'],
    ['d', '40'],
  ] as const) {
    await hand.write(group(segment), count);
  }
  await hand.press(save);
  await expect(dialog).toHaveCount(0);
  await expect(part.getByRole('row', { name: new RegExp(cases.word('repermissionScreen:total')) })).toContainText(/4\D?440/);

  // In the bar each group has a look of its own.
  const looks = await cases.page.evaluate<string[]>("[...document.querySelectorAll('.legend-dot')].map((dot) => getComputedStyle(dot).background)");
  expect(new Set(looks).size).toBe(4);

  // Group C and an offer make it spam: it cannot begin.
  await server.client.repermission.change({
    id: plan.id,
    plan: { writesTo: ['b', 'c'], asked: 2500, offerInside: true, answersUntil: '2027-01-31', lawSays: 'yes' },
  });
  await expect(part.getByText(cases.word('repermissionScreen:isSpam'))).toBeVisible();
  await expect(part.getByText(cases.word('repermissionScreen:warning.offer_inside'))).toBeVisible();
  await expect(part.locator('q').first()).toHaveAttribute('lang', reader);
  await expect(button('begin')).toBeDisabled();
  await expectAccessible(cases.page);

  await server.client.repermission.change({
    id: plan.id,
    plan: { writesTo: ['b'], asked: 3000, offerInside: false, from: 'platform', rate: { count: 10, seconds: 60 }, keepsRest: true },
  });
  await expect(part.getByText(cases.word('repermissionScreen:isSpam'))).toHaveCount(0);
  // 3,000 addresses at 10 a minute: 5 h.
  await expect(part.getByText(/3\D?000 .*10.*\b5/)).toBeVisible();
  await hand.press(button('instruct'));
  await expect(dialog.locator('.letter-words')).toHaveAttribute('lang', reader);
  await expectAccessible(cases.page);
  await hand.press(dialog.getByRole('button', { name: cases.word('repermissionScreen:tell'), exact: true }));
  await expect(dialog).toHaveCount(0);
  await expect(cases.step('repermission')).toContainText(cases.word('incidents:state.waiting'));
  await hand.press(button('begin'));
  // He has begun, and told nothing: what came of it is not known.
  const total = part.getByRole('row', { name: new RegExp(cases.word('repermissionScreen:total')) });
  await expect(total).toContainText(cases.word('common:unknown'));
  await expect(part.getByText(cases.word('repermissionScreen:answers'), { exact: true })).toHaveCount(0);

  await hand.press(button('tellResult'));
  await hand.write(dialog.getByRole('textbox', { name: cases.word('repermissionScreen:form.yes'), exact: true }), '800');
  await hand.write(dialog.getByRole('textbox', { name: cases.word('repermissionScreen:form.no'), exact: true }), '200');
  for (const [segment, count] of [
    ['a', '1300'],
    ['b', '0'],
    ['c', '2900'],
    ['d', '240'],
  ] as const) {
    await hand.write(group(segment), count);
  }
  await hand.press(save);
  await expect(dialog).toHaveCount(0);
  await expect(part.getByText(cases.word('repermissionScreen:notAccounted'))).toBeVisible();
  await expect(part.getByRole('columnheader', { name: cases.word('repermissionScreen:column.reported') })).toBeVisible();
  await expect(total).not.toContainText(cases.word('common:unknown'));
  await expect(button('finish')).toBeDisabled();
  await expectAccessible(cases.page);

  await part
    .locator('input[type=file]')
    .setInputFiles({ name: 'yes.csv', mimeType: 'text/csv', buffer: Buffer.from('address,date\nann@x.example,2026-11-20\n') });
  await expect(part.getByRole('row', { name: /yes\.csv/ })).toBeVisible();
  await hand.press(part.getByRole('button', { name: new RegExp(cases.word('repermissionScreen:form.purpose')) }));
  await hand.pick(cases.page.getByRole('option', { name: cases.word('repermissionScreen:purpose.removal') }));
  await part.locator('input[type=file]').setInputFiles({ name: 'gone.csv', mimeType: 'text/csv', buffer: Buffer.from('address\nbob@x.example\n') });
  await expect(part.getByText(cases.word('repermissionScreen:accounted'))).toBeVisible();
  await expect(part.getByText(cases.word('repermissionScreen:settleFirst'))).toBeVisible();
  await hand.press(button('finish'));
  // What is over speaks neither for nor against a plan.
  await expect(part.getByText(cases.word('repermissionScreen:settleFirst'))).toHaveCount(0);
  await expect(cases.step('repermission')).toContainText(cases.word('incidents:state.done'));
}

async function caseOf({ client }: RunningServer): Promise<IncidentId> {
  const [row] = (await client.incidents.list({})).rows;
  if (row === undefined) throw new Error('No case');
  return row.id;
}
