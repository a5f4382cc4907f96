import { describe, expect, it } from 'vitest';
import { HostedId } from '../../src/contract/ids.ts';
import { usageHandlers } from '../../src/features/usage/index.ts';
import { startOfDay } from '../../src/shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { sent, shown } from '../connections/fake-panel.ts';
import { bench, CALL, last } from '../connections/support.ts';
import { panelUsage } from '../support/hosted.ts';
import { NO_PANEL, overviewOf, readWindow, stored } from './support.ts';

const MORNING = Date.UTC(2026, 10, 21, 9, 30);

/** A pack of a panel that keeps three days, read on six days of Paris, 100 messages each. */
async function sixDays(counts = false) {
  const made = bench({}, undefined, MORNING);
  made.panel.counts = counts;
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  made.panel.accounts = [[shown('anna')]];
  await last(made.of.pull({ packId }, CALL));
  for (let ago = 1; ago <= 6; ago++) {
    const window = {
      packId,
      grain: 'day',
      start: startOfDay(`2026-11-${21 - ago}`, 'Europe/Paris'),
      at: MORNING,
      definition: counts ? 'deliveries' : 'messages_events',
    } as const;
    await readWindow(made.opened, window, [panelUsage('anna', 100)]);
  }
  const week = async () => (await overviewOf(made.opened)({ span: 'd7' })).rows[0]?.figures.sent;
  return { ...made, packId, week };
}

describe('days of a pack', () => {
  it('are counted once when the zone of its panel is set right', async () => {
    const { connect, packId, of, panel, week, opened } = await sixDays();
    expect(await week()).toBe(600);
    await connect(packId, { zone: 'Europe/Moscow' });
    expect(await week()).toBe(400);
    panel.usage = [sent('anna', 100)];
    await last(of.pull({ packId }, CALL));
    const days = (await stored(opened)).usage.filter(({ grain, start_s }) => grain === 86_400 && start_s < startOfDay('2026-11-21', 'Europe/Moscow') / 1000);
    expect(days.map(({ start_s }) => start_s)).toEqual([15, 16, 17, 18, 19, 20].map((day) => startOfDay(`2026-11-${day}`, 'Europe/Moscow') / 1000));
    expect(days.every(({ sent: count }) => count === 100)).toBe(true);
    expect((await of.get({ packId }, CALL)).zone).toBe('Europe/Moscow');
  });

  it('stay as they are when this computer is elsewhere, and when the connection is gone', async () => {
    const { connect, packId, of, clock, week } = await sixDays();
    expect((await of.get({ packId }, CALL)).zone).toBe('Europe/Paris');
    clock.timeZone = () => 'America/New_York';
    expect(await week()).toBe(600);
    await connect(packId, { zone: null });
    expect((await of.get({ packId }, CALL)).zone).toBe('Europe/Paris');
    await of.remove({ packId }, CALL);
    expect(await week()).toBe(600);
  });

  it('are kept with their date where the panel cannot tell them again, however far the zones are apart', async () => {
    const { connect, packId, opened, week } = await sixDays(true);
    await connect(packId, { zone: 'Pacific/Kiritimati' });
    await connect(packId, { zone: 'Pacific/Honolulu' });
    const starts = (await stored(opened)).usage.filter(({ grain }) => grain === 86_400).map(({ start_s }) => start_s);
    expect(starts).toEqual([15, 16, 17, 18, 19, 20].map((day) => startOfDay(`2026-11-${day}`, 'Pacific/Honolulu') / 1000));
    expect(await week()).toBe(600);
  });

  it('leave no hours behind that begin at another minute', async () => {
    const { connect, packId, of, opened, panel } = await sixDays();
    panel.usage = [sent('anna', 5)];
    await last(of.pull({ packId }, CALL));
    await connect(packId, { zone: 'Asia/Kolkata' });
    await last(of.pull({ packId }, CALL));
    const { rows } = await overviewOf(opened)({ span: 'h24' });
    expect(rows[0]?.figures.sent).toBe(24 * 5);
    const [account] = rows;
    if (account === undefined) throw new Error('No account');
    const asked = { from: new Date(MORNING - DAY_MS).toISOString(), to: new Date(MORNING + HOUR_MS).toISOString(), grain: 'hour' } as const;
    const { curve } = await usageHandlers(opened.core, NO_PANEL).account({ hostedId: HostedId.parse(account.account.id), ...asked }, CALL);
    expect(Math.max(...curve.points.map(({ sent: count }) => count ?? 0))).toBe(5);
  });
});
