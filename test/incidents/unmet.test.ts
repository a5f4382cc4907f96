import { afterEach, beforeEach, expect, it } from 'vitest';
import { AlertId } from '../../src/contract/ids.ts';
import type { StepId } from '../../src/contract/incidents.ts';
import { FIELDS_OF, mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { type CaseDesk, openCase } from '../letters/case.ts';

const HOUR = 3_600_000;

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase();
});
afterEach(() => desk.close());

const done = (step: StepId, note = '') => desk.client.incidents.setStep({ id: desk.incidentId, step, state: 'done', note });
const unmet = (missing: string) => ({ code: 'step_unmet', data: { missing } });

it('is not done while what it is for is missing, unless somebody says why, which the story tells', async () => {
  const { client, incidentId: id, hostedId } = desk;
  await expect(done('find_culprit')).rejects.toMatchObject(unmet('nobody_named'));
  const told = await done('find_culprit', 'The host looked and found nobody');
  expect(told.story.at(-1)).toMatchObject({ state: 'done', told: { key: 'nobody_named' }, text: 'The host looked and found nobody' });
  await client.incidents.setStep({ id, step: 'find_culprit', state: 'open' });
  await client.incidents.concern({ id, person: { hostedId }, role: 'caused' });
  expect((await done('find_culprit')).story.at(-1)).toMatchObject({ state: 'done', told: null });
});

it('asks why the proof counts as put together while nothing shows that its client had been told before it happened', async () => {
  await expect(done('attach_proof')).rejects.toMatchObject(unmet('not_told_before'));
  await desk.publish();
  desk.clock.sleep(24 * HOUR);
  await desk.tellAll();
  // What he is told now shows nothing of what he could know then.
  await expect(done('attach_proof')).rejects.toMatchObject(unmet('not_told_before'));
  const { packId, hostedId, client } = desk;
  const { subject } = await client.incidents.get({ id: desk.incidentId });
  const later = await client.incidents.open({ packId, subject, concerned: [{ hostedId }] });
  const put = await client.incidents.setStep({ id: later.id, step: 'attach_proof', state: 'done' });
  expect(put.story.at(-1)).toMatchObject({ step: 'attach_proof', state: 'done', told: null });
});

it('watches as long as it says, from the answer on', async () => {
  await desk.mend();
  await desk.find();
  await done('ask_delisting', 'By phone');
  await expect(done('watch_72h')).rejects.toMatchObject(unmet('watch_running'));
  await expect(done('await_answer')).rejects.toMatchObject(unmet('host_awaited'));
  await done('await_answer', 'They said so on the phone');
  desk.clock.sleep(71 * HOUR);
  await expect(done('watch_72h')).rejects.toMatchObject(unmet('watch_running'));
  desk.clock.sleep(2 * HOUR);
  await done('watch_72h');
  await expect(done('watch_7d')).rejects.toMatchObject(unmet('watch_running'));
});

it('takes letters back that wait in the queue when its case is closed, and says so', async () => {
  const { client, incidentId } = desk;
  await client.letters.write({ incidentId, kind: 'care_request', notKnown: FIELDS_OF.care_request.filter(mayBeUnknown) });
  expect(await desk.state('demand_vigilance')).toBe('waiting');
  await desk.find();
  for (const { id: step } of (await client.incidents.get({ id: incidentId })).steps) {
    await client.incidents.setStep({ id: incidentId, step, state: 'not_needed', note: 'A false alarm' });
  }
  await client.incidents.close({ id: incidentId });
  expect(await client.letters.list({ incidentId })).toMatchObject([{ state: 'withdrawn' }]);
  expect((await client.incidents.get({ id: incidentId })).story.at(-1)).toMatchObject({ told: { key: 'letter_withdrawn' } });
  await desk.flush();
  expect((await client.outbox.list({ kinds: ['letter'] })).rows).toMatchObject([{ state: 'cancelled' }]);
});

it('is one case for one alert as long as it is open', async () => {
  const { client, packId, incidentId } = desk;
  const at = desk.clock.now();
  const quiet = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null };
  const alertId = AlertId.parse('01a203bf-0000-7000-987c-582b50f34b23');
  const alert = { id: alertId, kind: 'warned', level: 'warn', pack_id: packId, hosted_id: null, subject: '', facts: '{}', peak: 1 };
  await desk.core.db.write((tx) =>
    tx
      .insertInto('alert')
      .values({ ...alert, opened_at: at, changed_at: at, ...quiet })
      .execute(),
  );
  const { subject } = await client.incidents.get({ id: incidentId });
  const first = await client.incidents.open({ packId, subject, alertId });
  await expect(client.incidents.open({ packId, subject, alertId })).rejects.toMatchObject({
    code: 'incident_exists',
    data: { id: first.id, reference: first.reference },
  });
});
