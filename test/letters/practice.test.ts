import { afterEach, expect, it } from 'vitest';
import { type CaseDesk, LISTING, openCase, WARNING } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

it('takes practice for no sending, and lets the same letter be written once letters really leave', async () => {
  desk = await openCase(LISTING, { transport: 'practice' });
  const { incidentId, client } = desk;
  const { id } = await client.letters.write({ incidentId, ...WARNING });
  await desk.flush();
  expect(await client.letters.get({ id })).toMatchObject({ state: 'practised' });
  // Practice walks through the steps, and says so.
  expect(await desk.state('demand_vigilance')).toBe('done');
  expect(await desk.story()).not.toContain('handed over');
  await expect(client.letters.again({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await client.settings.update({ transport: 'smtp' });
  expect(await client.letters.again({ id })).toMatchObject({ state: 'queued' });
  await expect(client.letters.again({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await desk.flush();
  expect((await client.letters.list({ incidentId })).map(({ state }) => state)).toEqual(['sent', 'practised']);
});

it('leaves a step without what it is for once letters really leave', async () => {
  desk = await openCase(LISTING, { transport: 'practice' });
  const { incidentId, client } = desk;
  await client.letters.write({ incidentId, ...WARNING });
  await desk.flush();
  const again = async () => {
    await client.incidents.setStep({ id: incidentId, step: 'demand_vigilance', state: 'open' });
    await client.incidents.setStep({ id: incidentId, step: 'demand_vigilance', state: 'done' });
  };
  await again();
  await client.settings.update({ transport: 'smtp' });
  await expect(again()).rejects.toMatchObject({ code: 'step_unmet', data: { missing: 'letter_not_left' } });
});
