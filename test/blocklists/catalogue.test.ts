import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUERIED } from '../../src/features/blocklists/catalogue/queried.ts';
import { UNQUERIED } from '../../src/features/blocklists/catalogue/unqueried.ts';
import { makePack } from '../support/hosted.ts';
import { addList, answerOf, CALL, openScene, type Scene } from './lists.ts';

const ALL = [...QUERIED, ...UNQUERIED];
let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const shown = async (id: string) => (await scene.handlers.catalogue({}, CALL)).find((list) => list.id === id);

describe('the catalogue', () => {
  it('dates every entry, and names where it was held against', () => {
    for (const { id, checkedOn, source, zone, keyZone, retiredOn, removal } of ALL) {
      expect(checkedOn, id).toMatch(/^2026-\d\d-\d\d$/);
      expect(source === '' && removal.link === '', id).toBe(source === '');
      if (zone !== '' || keyZone !== '') expect(source, id).toMatch(/^https:\/\//);
      if (retiredOn !== null) expect([zone, keyZone], id).toEqual(['', '']);
    }
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it('marks what could not be verified: as it is shown, too', async () => {
    expect((await shown('spamcop'))?.removals).toMatchObject([
      { procedure: 'spamcop', delay: { from: 24, to: 24 }, unconfirmed: ['who', 'steps', 'link', 'delay'] },
    ]);
    expect((await shown('spamcop'))?.unconfirmed).toEqual(['codes']);
    expect((await shown('spamhaus-zen'))?.unconfirmed).toEqual(['keyZone', 'terms']);
    expect((await shown('signal-spam'))?.unconfirmed).toEqual(['terms']);
    expect((await shown('trendmicro'))?.removals[0]?.unconfirmed).toEqual(['delay']);
    const css = (await shown('spamhaus-zen'))?.removals.find(({ procedure }) => procedure === 'css');
    expect(css?.unconfirmed).toContain('who');
  });

  it('keeps a closed list to explain old bounces, and never asks it', async () => {
    expect(await shown('sorbs')).toMatchObject({ retired: { on: '2024-06-05' }, queried: false, enabled: false });
    await scene.handlers.setList({ id: 'sorbs', enabled: true }, CALL);
    await scene.handlers.addIps({ ips: ['192.0.2.99'], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    await addList(scene, 'bl.example');
    await scene.check();
    expect(await shown('sorbs')).toMatchObject({ enabled: false });
    expect(scene.server.asked.every(({ name }) => name.endsWith('.bl.example'))).toBe(true);
  });

  it('holds test points for each list that is asked by name, and each is asked before anybody else', async () => {
    await makePack(scene.test);
    await scene.handlers.addIps({ ips: ['192.0.2.99'], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    const ofAddresses = QUERIED.filter(({ zone, subjects }) => zone !== '' && subjects.includes('ip4'));
    for (const { id } of ofAddresses) await scene.handlers.setList({ id, enabled: true }, CALL);
    await scene.check();
    for (const { id, zone } of ofAddresses) {
      const names = scene.server.asked.map(({ name }) => name);
      expect(names, id).toContain(`2.0.0.127.${zone}`);
      expect(names, id).toContain(`1.0.0.127.${zone}`);
      // Its test point is not on it here: what it says of anybody else proves nothing, and is not even asked for.
      expect(names, id).not.toContain(`99.2.0.192.${zone}`);
      expect((await answerOf(scene, '192.0.2.99', id)).answer, id).toMatchObject({ state: 'no_answer', why: 'lists_nothing' });
    }
  });

  it.each(QUERIED.filter(({ zone, subjects }) => zone !== '' && subjects.includes('ip4')).map(({ id, zone }) => [id, zone]))(
    '%s, asked through a public resolver, never says that an address is clean',
    async (id, zone) => {
      await scene.handlers.setList({ id, enabled: true }, CALL);
      scene.fallback = () => ({ values: ['127.255.255.254'] });
      await scene.handlers.addIps({ ips: ['192.0.2.99'], packId: null, holder: 'host', shared: true, note: '' }, CALL);
      await scene.check();
      expect((await answerOf(scene, '192.0.2.99', id)).answer).toMatchObject({ state: 'refused', why: 'public_resolver' });
      expect(scene.server.asked.some(({ name }) => name === `99.2.0.192.${zone}`)).toBe(false);
    },
  );
});
