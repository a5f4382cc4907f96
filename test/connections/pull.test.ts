import { describe, expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { sent, shown } from './fake-panel.ts';
import { type Bench, bench, CALL, last } from './support.ts';

async function connected(): Promise<Bench & { readonly packId: Awaited<ReturnType<Bench['addPack']>> }> {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  return { ...made, packId };
}

describe('a pull', () => {
  it('reads accounts, figures and warnings, and tells how far it is', async () => {
    const { of, panel, packId, opened, clock } = await connected();
    panel.accounts = [[shown('anna'), shown('boris')], [shown('chloe')]];
    panel.usage = [sent('anna', 12)];
    panel.warnings = [
      { id: 'w1', at: clock.now() - HOUR_MS, subject: 'anna has just finished sending 1000 emails', text: 'x', login: 'ANNA', domain: '', sent: 1000 },
    ];
    const { result, phases } = await last(of.pull({ packId }, CALL));
    expect(result.packs).toMatchObject([{ packId, packName: 'Pack', accounts: { seen: 3, added: 3, changed: 0, missing: 0 }, flips: 0, trouble: null }]);
    expect(result.packs[0]?.usage?.windows).toBeGreaterThanOrEqual(24);
    expect(phases).toEqual(['host_probe', 'host_accounts', 'host_figures', 'host_warnings', 'judging_hosts']);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', accounts: 3, undecided: 3, accountsAt: '2026-11-21T09:00:00.000Z' });
    const warned = opened.core.db.read.selectFrom('panel_warning').innerJoin('hosted_account', 'hosted_account.id', 'panel_warning.hosted_id');
    expect(await warned.select(['warning_id', 'login', 'sent']).execute()).toEqual([{ warning_id: 'w1', login: 'anna', sent: 1000 }]);
    expect(new Set(opened.announced)).toEqual(new Set(['hosts', 'connections', 'statuses', 'clients', 'usage', 'alerts', ...opened.announced]));
  });

  it('reads each window of the days the panel still keeps once, the present first', async () => {
    const { of, panel, packId, clock } = await connected();
    panel.accounts = [[shown('anna')]];
    panel.usage = [sent('anna', 1)];
    await last(of.pull({ packId }, CALL));
    const first = panel.windows.splice(0);
    expect(first.filter(({ from, to }) => to - from > HOUR_MS)).toHaveLength(2);
    const lengths = first.map(({ from, to }) => to - from > HOUR_MS);
    expect(lengths.indexOf(true)).toBeGreaterThan(lengths.lastIndexOf(false));
    await clock.advance(20 * 60_000);
    await last(of.pull({ packId }, CALL));
    expect(panel.windows.length).toBeLessThanOrEqual(2);
  });

  it('keeps a page before it asks for the next, so that what was read stays when the rest fails', async () => {
    const { of, panel, packId, opened } = await connected();
    panel.accounts = [[shown('anna')], [shown('boris')]];
    let pages = 0;
    panel.pause = async (call) => {
      if (call !== 'accounts') return;
      pages++;
      const kept = await opened.core.db.read.selectFrom('hosted_account').select('login').execute();
      expect(kept).toHaveLength(pages - 1);
      if (pages === 2) throw fail('panel_timeout', { host: 'panel.example', seconds: 75 });
    };
    const { result } = await last(of.pull({ packId }, CALL));
    expect(result.packs).toMatchObject([{ accounts: { seen: 1, missing: 0 }, usage: null, trouble: { code: 'panel_timeout' } }]);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'failing', accountsAt: null, accounts: 1 });
    expect(panel.asked('usage')).toBe(0);
  });

  it('goes on with accounts and warnings where a privilege for figures lacks', async () => {
    const { of, panel, packId } = await connected();
    panel.accounts = [[shown('anna')]];
    panel.failing.set('usage', fail('panel_privilege_missing', { call: 'emailtrack_user_stats', privilege: 'track-email' }));
    const { result } = await last(of.pull({ packId }, CALL));
    expect(result.packs).toMatchObject([{ accounts: { seen: 1 }, usage: { windows: 0 }, trouble: { code: 'panel_privilege_missing' } }]);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', trouble: null });
    expect(panel.asked('warnings')).toBe(1);
  });

  it('looks again at what the login may do once the host gave or took a right', async () => {
    const { of, panel, packId, clock } = await connected();
    const lacking = [{ need: 'sent', given: 'needs_privilege', privilege: 'track-email', call: 'stats' }] as const;
    const missing = fail('panel_privilege_missing', { call: 'stats', privilege: 'track-email' });
    panel.capabilities = lacking;
    panel.failing.set('usage', missing);
    await last(of.pull({ packId }, CALL));
    await last(of.pull({ packId }, CALL));
    expect(panel.asked('probe')).toBe(1);
    await clock.advance(2 * HOUR_MS);
    panel.failing.clear();
    panel.capabilities = [];
    await last(of.pull({ packId }, CALL));
    expect(panel.asked('probe')).toBe(2);
    expect((await of.get({ packId }, CALL)).capabilities).toEqual([]);
    await clock.advance(2 * HOUR_MS);
    panel.failing.set('usage', missing);
    panel.capabilities = lacking;
    await last(of.pull({ packId }, CALL));
    expect((await of.get({ packId }, CALL)).capabilities).toEqual(lacking);
  });

  it('looks at once where a person asks who has just been given a right', async () => {
    const { of, panel, packId } = await connected();
    panel.capabilities = [{ need: 'sent', given: 'needs_privilege', privilege: 'track-email', call: 'stats' }];
    panel.failing.set('usage', fail('panel_privilege_missing', { call: 'stats', privilege: 'track-email' }));
    await last(of.pull({ packId }, CALL));
    panel.failing.clear();
    panel.capabilities = [{ need: 'sent', given: 'given', privilege: '', call: 'stats' }];
    await last(of.pull({ packId }, CALL));
    expect((await of.get({ packId }, CALL)).capabilities).toMatchObject([{ given: 'given' }]);
    expect(await of.letter({ packId }, CALL)).toMatchObject({ lacking: [] });
  });

  it('changes no state of an account when it fails, and none when the list is cut', async () => {
    const { of, panel, packId, opened } = await connected();
    panel.accounts = [[shown('anna'), shown('boris')]];
    await last(of.pull({ packId }, CALL));
    const states = () =>
      opened.core.db.read.selectFrom('hosted_account').select(['login', 'state', 'missing_since', 'missing_reads']).orderBy('login').execute();
    const before = await states();
    for (const code of ['panel_unreachable', 'panel_busy', 'panel_not_an_api', 'panel_unreadable'] as const) {
      const errors = {
        panel_unreachable: { host: 'h', port: 1 },
        panel_busy: { seconds: 5 },
        panel_not_an_api: { status: 200 },
        panel_unreadable: { call: 'x' },
      };
      panel.failing.set('accounts', fail(code, errors[code]));
      const { result } = await last(of.pull({ packId }, CALL));
      expect(result.packs).toMatchObject([{ trouble: { code }, flips: 0 }]);
      expect(await states()).toEqual(before);
    }
    expect(await opened.core.db.read.selectFrom('flip').select('id').execute()).toEqual([]);
  });

  it('reads packs side by side: a slow one keeps back no other, and each trouble is its own', async () => {
    const { of, panel, packId, addPack, connect } = await connected();
    const slow = await addPack('Slow');
    const broken = await addPack('Broken');
    await connect(slow, { login: 'slow' });
    await connect(broken, { login: 'broken' });
    panel.accounts = [[shown('anna')]];
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const ended: string[] = [];
    panel.pause = async (call) => {
      const { login = '' } = panel.calls.at(-1) ?? {};
      if (login === 'slow') await gate;
      if (login === 'broken') throw fail('panel_unreachable', { host: 'broken.example', port: 2087 });
      if (call === 'warnings') ended.push(login);
    };
    const all = last(of.pull({}, CALL));
    while (!ended.includes(`user-${packId}`)) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await of.get({ packId: slow }, CALL)).toMatchObject({ state: 'new' });
    letGo();
    const { result } = await all;
    const byName = Object.fromEntries(result.packs.map((pack) => [pack.packName, pack.trouble?.code ?? 'none']));
    expect(byName).toEqual({ Pack: 'none', Slow: 'none', Broken: 'panel_unreachable' });
    expect(panel.overlaps).toBe(0);
  });

  it('ends soon when it is cancelled, and leaves nothing half-written', async () => {
    const { of, panel, packId, opened } = await connected();
    panel.accounts = [[shown('anna')], [shown('boris')], [shown('chloe')]];
    const abort = new AbortController();
    panel.pause = async (call) => {
      if (call === 'accounts' && panel.asked('accounts') === 2) abort.abort();
    };
    await expect(last(of.pull({ packId }, { signal: abort.signal }))).rejects.toMatchObject({ code: 'cancelled' });
    expect(panel.asked('accounts')).toBe(2);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', accountsAt: null });
    expect(await opened.core.db.read.selectFrom('hosted_account').select('login').execute()).toEqual([{ login: 'anna' }]);
    expect((await of.polls({ packId, offset: 0, limit: 10 }, CALL)).rows[0]).toMatchObject({ kind: 'accounts', outcome: 'cancelled', rows: 1 });
  });

  it('gives up what it asks when the connection is set otherwise meanwhile, and notes nothing of it', async () => {
    const { of, panel, packId, connect } = await connected();
    panel.pause = (_call, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
    const pulled = last(of.pull({ packId }, CALL));
    const refused = expect(pulled).rejects.toMatchObject({ code: 'cancelled' });
    while (panel.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await connect(packId, { login: 'somebody-else' });
    await refused;
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'new', login: 'somebody-else', trouble: null });
  });

  it('says where it stands with a defect, and keeps the words of the defect to the log', async () => {
    const { of, panel, packId, opened } = await connected();
    panel.failing.set('accounts', new Error('token=abc'));
    const { result } = await last(of.pull({ packId }, CALL));
    expect(result.packs[0]?.trouble).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(result)).not.toContain('abc');
    expect(opened.log.map(({ event }) => event)).toContain('panel_question_failed');
  });
});

describe('what was asked of a panel', () => {
  it('is kept, the newest first, and the oldest goes', async () => {
    const { of, panel, packId, opened } = await connected();
    panel.accounts = [[shown('anna')]];
    await last(of.pull({ packId }, CALL));
    const { total, rows } = await of.polls({ packId, offset: 0, limit: 2 }, CALL);
    expect([total, rows.map(({ kind }) => kind)]).toEqual([4, ['warnings', 'usage']]);
    await opened.core.db.write(async (tx) => {
      for (let count = 0; count < 700; count++) {
        const poll = { pack_id: packId, kind: 'accounts', at: count, ms: 1, outcome: 'ok', row_count: 1, trouble_code: null, trouble_params: null };
        await tx.insertInto('poll').values(poll).execute();
      }
    });
    await last(of.pull({ packId }, CALL));
    const kept = await opened.core.db.read.selectFrom('poll').where('kind', '=', 'accounts').select('id').execute();
    expect(kept).toHaveLength(600);
  });
});
