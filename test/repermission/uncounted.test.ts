import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientId } from '../../src/contract/ids.ts';
import type { RepermissionPlan } from '../../src/contract/repermission.ts';
import { type CaseDesk, openCase, takeOut } from '../letters/case.ts';
import { fileOf } from './file-of.ts';
import { BEFORE, SOUND } from './sound-plan.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase();
});
afterEach(() => desk.shop.close());

const of = () => desk.client.repermission;
const planned = (plan: Partial<RepermissionPlan> = SOUND) => of().create({ incidentId: desk.incidentId, plan });

describe('a plan', () => {
  test('whose groups nobody counted has no figures, and neither leaves nor begins on them', async () => {
    const { id } = await planned({ writesTo: ['b', 'c'] });
    const [plan] = await of().list({ incidentId: desk.incidentId });
    expect(plan).toMatchObject({ recipients: null, after: null, warnings: [], gaps: [{ code: 'figures_missing' }] });
    for (const refused of [of().preview({ id }), of().tell({ id }), of().start({ id })]) {
      await expect(refused).rejects.toMatchObject({ code: 'repermission_uncounted' });
    }
    await expect(of().change({ id, plan: { asked: 1 } })).rejects.toMatchObject({ code: 'repermission_counts' });
    await expect(of().change({ id, plan: { before: BEFORE, countedOn: '2026-01-06' } })).rejects.toMatchObject({ code: 'date_in_future' });
    expect(await of().change({ id, plan: SOUND })).toMatchObject({ recipients: 200, plan: { before: BEFORE, countedOn: '2026-01-05' } });
    expect(await of().change({ id, plan: { asked: 100 } })).toMatchObject({ plan: { countedOn: '2026-01-05' } });
    expect(await of().change({ id, plan: { before: BEFORE, countedOn: '2026-01-02' } })).toMatchObject({ plan: { countedOn: '2026-01-02' } });
    await of().start({ id });
    await expect(of().change({ id, plan: { before: null, asked: 0 } })).rejects.toMatchObject({ code: 'repermission_uncounted' });
  });

  test('is thrown away, and comes back as it was planned', async () => {
    const { id, plan } = await planned({ ...SOUND, countedOn: '2026-01-02' });
    const { incidentId, clientId } = desk;
    await of().discard({ id });
    expect(await of().list({ incidentId })).toEqual([]);
    expect(await desk.story()).toContain('Re-permission plan discarded: Client 1');
    await expect(of().change({ id, plan: {} })).rejects.toMatchObject({ code: 'repermission_not_found' });
    expect(await of().create({ incidentId, clientId: ClientId.parse(clientId), plan })).toMatchObject({ plan, state: 'drafted' });
  });

  test('stays where the client knows of it, or a proof is kept', async () => {
    const { id } = await planned();
    const file = await of().attach({ id, purpose: 'counts', fileRef: await fileOf(desk.client, 'counts.csv', 'group,count\na,1\n') });
    await expect(of().discard({ id })).rejects.toMatchObject({ code: 'repermission_told' });
    await of().detach({ id, fileId: file.files[0]?.id ?? expect.fail() });
    await of().tell({ id });
    await expect(of().discard({ id })).rejects.toMatchObject({ code: 'repermission_told' });
    await takeOut(desk, (await of().list({ incidentId: desk.incidentId }))[0]?.letter?.id ?? expect.fail());
    await of().discard({ id });
    expect(await of().list({ incidentId: desk.incidentId })).toEqual([]);
  });

  test('that is thrown away leaves nothing that is waited for', async () => {
    const { id } = await planned();
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'repermission', state: 'waiting' });
    await of().discard({ id });
    expect(await desk.state('repermission')).toBe('open');
    expect(await desk.story()).toContain('Re-permission plan discarded: Client 1');
  });

  test('is refused with answers that end before the message leaves, or in the past', async () => {
    const { id } = await planned();
    const days = { code: 'repermission_days' };
    await expect(of().change({ id, plan: { startsOn: '2026-01-20', answersUntil: '2026-01-19' } })).rejects.toMatchObject(days);
    await expect(of().change({ id, plan: { answersUntil: '2026-01-05' } })).rejects.toMatchObject({ code: 'day_not_ahead' });
    expect(await of().change({ id, plan: { startsOn: '2026-01-20', answersUntil: '2026-01-20' } })).toMatchObject({ plan: { answersUntil: '2026-01-20' } });
    await expect(of().change({ id, plan: { startsOn: '2026-01-21' } })).rejects.toMatchObject(days);
  });

  test('that has begun tells nothing of what came of it before the client does: silence is no answer yet', async () => {
    const { id } = await planned();
    await of().start({ id });
    expect((await of().list({ incidentId: desk.incidentId }))[0]).toMatchObject({ state: 'running', after: null, silent: null });
    // Nobody has answered, as he says himself.
    const told = await of().result({ id, result: { yes: 0, no: 0, counts: null, toldOn: '2026-01-05' } });
    expect(told).toMatchObject({ silent: 200, after: { a: 500 } });
  });
});
