import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastSaid, mayAskList, staysOf } from '../../src/features/blocklists/index.ts';
import { addList, answerOf, CALL, openScene, type Scene } from './lists.ts';

const IP6 = '2001:db8::1';
const NAME6 = '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example';
const IP = '192.0.2.99';
let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const watch = (ip: string) => scene.handlers.addIps({ ips: [ip], packId: null, holder: 'reseller', shared: true, note: '' }, CALL);

describe('what is asked about by name', () => {
  it.each([['2001:DB8::1'], [' 2001:db8:0:0::1 ']])('is found in any spelling of an address: %s', async (subject) => {
    const listId = await addList(scene, 'bl.example', ['ip6']);
    await watch(IP6);
    scene.names.set(NAME6, { values: ['127.0.0.2'] });
    await scene.check();
    const db = scene.test.core.db.read;
    expect(await staysOf(db, { subject, list: 'bl.example' })).toMatchObject([{ subject: IP6, endedAt: null }]);
    expect(await lastSaid(db, { subject, list: 'bl.example' })).toBe(scene.test.clock.now());
    const named = { subject, list: 'bl.example', today: new Date(scene.test.clock.now()).toISOString().slice(0, 10) };
    expect(await mayAskList(db, named)).toBe(true);
    expect(await scene.handlers.listings({ subject, open: true }, CALL)).toHaveLength(1);
    expect((await answerOf(scene, subject, listId)).answer).toMatchObject({ state: 'listed' });
  });

  it('is found in any spelling of a domain', async () => {
    const tx = { subject: 'xn--e1afmkfd.xn--p1ai', list_id: 'dbl', state: 'listed', codes: '[]', raw: '[]', reason: '', question: '', at: 5, known_at: 5 };
    await scene.test.core.db.write((db) =>
      db
        .insertInto('blocklist_answer')
        .values({ ...tx, why: null, known_state: 'listed' })
        .execute(),
    );
    await scene.test.core.db.write((db) =>
      db
        .insertInto('blocklist_listing')
        .values({ subject: tx.subject, list_id: 'dbl', after_at: null, first_at: 5, last_at: 5, ended_at: null, codes: '[]', reason: '' })
        .execute(),
    );
    for (const subject of ['ПРИМЕР.рф', 'xn--e1afmkfd.xn--p1ai.', 'XN--E1AFMKFD.xn--p1ai'])
      expect(await staysOf(scene.test.core.db.read, { subject })).toHaveLength(1);
  });
});

describe('a check', () => {
  it('is told to its end, also where a list is left alone', async () => {
    await addList(scene, 'bl.example');
    await scene.handlers.addList({ name: 'broken', zone: 'broken.example', subjects: ['ip4'], link: '' }, CALL);
    await watch(IP);
    const told: number[][] = [];
    for await (const event of scene.handlers.check({}, CALL)) if (event.kind === 'progress') told.push([event.done, event.total]);
    expect(told.at(-1)).toEqual([2, 2]);
  });
});

describe('what is counted', () => {
  it('is what is shown: a list that is asked no more counts only while it says that an address is listed', async () => {
    const clean = await addList(scene, 'clean.example');
    const full = await addList(scene, 'full.example');
    scene.names.set('99.2.0.192.full.example', { values: ['127.0.0.2'] });
    await watch(IP);
    await scene.check();
    for (const id of [clean, full]) await scene.handlers.setList({ id, enabled: false }, CALL);
    const { counts, ips } = await scene.handlers.overview({}, CALL);
    expect(ips[0]?.answers.map(({ state }) => state)).toEqual(['listed']);
    expect(counts.ips).toEqual({ listed: 1, not_listed: 0, refused: 0, no_answer: 0 });
  });
});
