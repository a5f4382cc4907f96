import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertId, HostedId } from '../../src/contract/ids.ts';
import { statusesHandlers } from '../../src/features/statuses/index.ts';
import { makePack, panelAccount, panelUsage, readList } from '../support/hosted.ts';
import { readWindow } from '../usage/support.ts';
import { openScene, type Scene } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const call = { signal: undefined };
let scene: Scene;

beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.close());

describe('packs that can be judged without a log', () => {
  it('are those of which mail was counted near their moment', async () => {
    const end = scene.clock.now();
    const [read, never, bytes, long] = [await makePack(scene), await makePack(scene, 'East'), await makePack(scene, 'South'), await makePack(scene, 'West')];
    await readWindow(scene, { packId: read, grain: 'hour', start: end - HOUR }, [panelUsage('joy', 3)]);
    await readWindow(scene, { packId: bytes, grain: 'hour', start: end - HOUR, definition: 'smtp_bytes' }, [panelUsage('joy', null)]);
    await readWindow(scene, { packId: long, grain: 'hour', start: end - HOUR }, [panelUsage('joy', 3)]);
    await scene.clock.advance(5 * DAY);
    await statusesHandlers(scene.core).setByHand({ packId: long, state: 'pack_suspended', reason: 'spam', sinceOn: null }, call);
    expect(await scene.culprits.packs({}, call)).toEqual([{ packId: read, packName: 'Northhost 50', at: new Date(end).toISOString() }]);
    await expect(scene.judge({ packId: never })).rejects.toMatchObject({ code: 'nothing_to_judge' });
    await expect(scene.judge({ packId: bytes })).rejects.toMatchObject({ code: 'nothing_to_judge' });
  });
});

describe('an alert about an account', () => {
  it('leads to when its mail was stopped in the days before, not to when it was raised', async () => {
    const packId = await makePack(scene);
    await readList(scene, packId, [panelAccount('joy')]);
    const { id } = await scene.core.db.read.selectFrom('hosted_account').select('id').executeTakeFirstOrThrow();
    const stoppedAt = scene.clock.now();
    await statusesHandlers(scene.core).setByHand({ hostedId: HostedId.parse(id), state: 'mail_suspended', reason: 'spam was sent', sinceOn: null }, call);
    await scene.clock.advance(8 * HOUR);
    const alertId = AlertId.parse('0190d5c4-7c3c-7a7a-8a8a-000000000002');
    const at = scene.clock.now();
    const told = { level: 'act', pack_id: packId, hosted_id: id, subject: 'hour messages', facts: '{}', opened_at: at, changed_at: at };
    const open = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null, frozen: null };
    await scene.core.db.write(async (tx) => {
      await tx
        .insertInto('alert')
        .values({ id: alertId, kind: 'near_limit', ...told, ...open })
        .execute();
    });
    const moment = await scene.culprits.moment({ logIds: [], packId: null, alertId }, call);
    expect(moment).toEqual({ at: new Date(stoppedAt).toISOString(), because: 'suspended', account: 'joy' });
  });
});
