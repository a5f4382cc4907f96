import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogId, VerdictId } from '../../src/contract/ids.ts';
import { caseOf, caseText } from '../../src/features/culprits/case-text.ts';
import { judgeCase } from '../../src/features/culprits/verdict.rules.ts';
import { NIGHT_OVER } from '../support/log-facts.ts';
import { openScene, type Scene } from './world.ts';

let scene: Scene;
const call = { signal: undefined };

/** The text that a verdict was made from. */
async function inputOf({ id }: { readonly id: string }): Promise<string> {
  const { input } = await scene.core.db.read.selectFrom('verdict').select('input').where('id', '=', id).executeTakeFirstOrThrow();
  return gunzipSync(input).toString();
}

beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.close());

describe('a verdict', () => {
  it('is kept as it was made, with everything it was made from', async () => {
    const verdict = await scene.judge({ logIds: [await scene.scan()] });
    expect(verdict).toMatchObject({ outcome: 'strong', at: NIGHT_OVER, windowMinutes: 360, packId: null });
    expect(verdict.suspects[0]).toMatchObject({ account: 'joy', label: 'strong' });
    expect(verdict.sources).toMatchObject([{ kind: 'log', name: 'mainlog' }]);
    expect(await scene.culprits.get({ id: verdict.id }, call)).toEqual(verdict);
    const input = await inputOf(verdict);
    expect(scene.core.hasher.sha256(input)).toBe(verdict.inputSha256);
    expect(caseText(caseOf(input))).toBe(input);
  });

  it('is the same when it is judged again from what was kept', async () => {
    const verdict = await scene.judge({ logIds: [await scene.scan()] });
    expect(verdict).toMatchObject(judgeCase(caseOf(await inputOf(verdict))));
  });

  it('has one hash for the same data, however often they were read', async () => {
    const first = await scene.judge({ logIds: [await scene.scan()] });
    const again = await scene.judge({ logIds: [await scene.scan()] });
    expect(again.inputSha256).toBe(first.inputSha256);
    expect(again.id).not.toBe(first.id);
  });

  it('is listed with the names of those to ask, for its log only, the newest first', async () => {
    const [one, other] = [await scene.scan(), await scene.scan()];
    const strong = await scene.judge({ logIds: [one] });
    scene.clock.advance(1000);
    const early = await scene.judge({ logIds: [one], at: '2026-11-23T20:00:00.000Z' });
    const list = await scene.culprits.list({ logId: one }, call);
    expect(list.map(({ id, outcome, names }) => ({ id, outcome, names }))).toEqual([
      { id: early.id, outcome: early.outcome, names: [] },
      { id: strong.id, outcome: 'strong', names: ['joy'] },
    ]);
    expect(await scene.culprits.list({ logId: other }, call)).toEqual([]);
  });

  it('stays when its log is removed, and goes when it is removed itself', async () => {
    const logId = await scene.scan();
    const verdict = await scene.judge({ logIds: [logId] });
    await scene.logs.remove({ id: logId }, call);
    expect(await scene.culprits.get({ id: verdict.id }, call)).toEqual(verdict);
    await scene.culprits.remove({ id: verdict.id }, call);
    await expect(scene.culprits.get({ id: verdict.id }, call)).rejects.toMatchObject({ code: 'verdict_not_found' });
    await expect(scene.culprits.remove({ id: verdict.id }, call)).rejects.toMatchObject({ code: 'verdict_not_found' });
  });

  it('is not made from nothing, from a log that is gone or of a pack that is unknown', async () => {
    const gone = '0190d5c4-7c3c-7a7a-8a8a-000000000001';
    await expect(scene.judge({})).rejects.toMatchObject({ code: 'nothing_to_judge' });
    await expect(scene.judge({ logIds: [LogId.parse(gone)] })).rejects.toMatchObject({ code: 'log_not_found' });
    await expect(scene.culprits.get({ id: VerdictId.parse(gone) }, call)).rejects.toMatchObject({ code: 'verdict_not_found' });
  });

  it('is not kept when it is given up', async () => {
    const logId = await scene.scan();
    const giveUp = new AbortController();
    const judging = scene.culprits.judge({ at: NIGHT_OVER, windowMinutes: 360, logIds: [logId], packId: null }, { signal: giveUp.signal });
    await judging.next();
    giveUp.abort();
    await expect(judging.next()).rejects.toThrow();
    expect(await scene.culprits.list({}, call)).toEqual([]);
  });
});
