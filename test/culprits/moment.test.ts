import { afterEach, expect, it } from 'vitest';
import { AlertId } from '../../src/contract/ids.ts';
import { makePack } from '../support/hosted.ts';
import { BEGIN, line, nightScene } from '../support/log-facts.ts';
import { openScene, type Scene } from './world.ts';

const HOUR = 3600;
const call = { signal: undefined };
const SUSPENDED_AT = BEGIN + 28 * HOUR;
const ALERT = AlertId.parse('0190d5c4-7c3c-7a7a-8a8a-000000000001');
let scene: Scene;
afterEach(() => scene.close());

/** A log in which one account is suspended, and an alert about its pack raised so many hours later. */
async function alertAfter(hours: number) {
  const limit = {
    kind: 'suspended',
    account: 'joy',
    allowed: null,
    counted: null,
    times: 1,
    first: line(SUSPENDED_AT, 'suspended'),
    lastAt: SUSPENDED_AT,
    slots: [{ start: SUSPENDED_AT, times: 1, firstAt: SUSPENDED_AT, lastAt: SUSPENDED_AT }],
  } as const;
  scene = openScene({}, { ...nightScene(), limits: [limit] });
  const packId = await makePack(scene);
  const logId = await scene.scan(packId);
  const at = (SUSPENDED_AT + hours * HOUR) * 1000;
  const told = { level: 'attention', pack_id: packId, hosted_id: null, subject: '', facts: '{}', opened_at: at, changed_at: at };
  const open = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null, frozen: null };
  await scene.core.db.write(async (tx) => {
    await tx
      .insertInto('alert')
      .values({ id: ALERT, kind: 'several_bad', ...told, ...open })
      .execute();
  });
  return { alertId: ALERT, packId, logIds: [logId], raisedAt: new Date(at).toISOString() };
}

it('is what a log marks shortly before an alert was raised, not the raising itself', async () => {
  const { raisedAt: _, ...asked } = await alertAfter(8);
  const at = new Date(SUSPENDED_AT * 1000).toISOString();
  expect(await scene.culprits.moment(asked, call)).toEqual({ at, because: 'suspended', account: 'joy' });
});

it('is when the alert was raised where the log marks nothing near it, or no log is there', async () => {
  const { raisedAt, ...asked } = await alertAfter(100);
  const raised = { at: raisedAt, because: 'most', account: '' };
  expect(await scene.culprits.moment(asked, call)).toEqual(raised);
  expect(await scene.culprits.moment({ ...asked, logIds: [] }, call)).toEqual(raised);
});
