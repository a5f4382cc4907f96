import { expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { sent, shown } from './fake-panel.ts';
import { bench, CALL, last } from './support.ts';

async function ready() {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  made.panel.accounts = [[shown('anna')]];
  made.panel.usage = [sent('anna', 3)];
  const pull = async () => {
    const before = made.panel.windows.length;
    const { packs } = (await last(made.of.pull({ packId }, CALL))).result;
    return { code: packs[0]?.trouble?.code, read: made.panel.windows.slice(before) };
  };
  return { ...made, packId, pull };
}

const timeout = () => fail('panel_timeout', { host: 'panel.example', seconds: 75 });
const isHour = ({ from, to }: { readonly from: number; readonly to: number }): boolean => to - from === HOUR_MS;

it('reads every other hour while one cannot be read, and says what kept it from that one', async () => {
  const { panel, clock, pull } = await ready();
  await pull();
  const heavy = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  panel.refusedWindow = ({ from, to }) => (from === heavy && to - from === HOUR_MS ? timeout() : null);
  for (let hour = 1; hour <= 5; hour++) {
    await clock.advance(HOUR_MS);
    const { code, read } = await pull();
    expect([code, read.filter(isHour).map(({ from }) => (from - heavy) / HOUR_MS)]).toEqual(['panel_timeout', hour === 1 ? [1] : [hour - 1, hour]]);
  }
  panel.refusedWindow = () => null;
  expect((await pull()).read.some(({ from }) => from === heavy)).toBe(true);
});

it('comes to the hour that runs though several hours before it cannot be read', async () => {
  const { panel, clock, pull } = await ready();
  await pull();
  const heavy = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  await clock.advance(3 * HOUR_MS);
  let asked = 0;
  panel.refusedWindow = (window) => {
    if (!isHour(window) || window.from >= heavy + 3 * HOUR_MS) return null;
    asked++;
    return timeout();
  };
  // The panel is not asked for all of what is likely to fail.
  expect([await pull(), asked]).toEqual([{ code: 'panel_timeout', read: [] }, 2]);
  const { read } = await pull();
  expect(read.filter(isHour).map(({ from }) => (from - heavy) / HOUR_MS)).toEqual([3]);
});

it('reads older days though one day can never be read', async () => {
  const { panel, clock, pull } = await ready();
  const yesterday = clock.now() - DAY_MS;
  panel.refusedWindow = ({ from, to }) => (to - from === DAY_MS && from <= yesterday && to > yesterday ? timeout() : null);
  const { code, read } = await pull();
  expect([code, read.filter(({ from, to }) => to - from === DAY_MS && to <= yesterday).length > 0]).toEqual(['panel_timeout', true]);
});

it('asks for nothing more once the server is gone or the privilege lacks', async () => {
  for (const error of [fail('panel_busy', { seconds: 9 }), fail('panel_privilege_missing', { call: 'x', privilege: 'track-email' })]) {
    const { panel, pull } = await ready();
    let asked = 0;
    panel.refusedWindow = () => {
      asked++;
      return error;
    };
    expect([(await pull()).code, asked]).toEqual([error.code, 1]);
  }
});
