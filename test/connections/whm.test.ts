import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../src/adapters/http.ts';
import { PANELS } from '../../src/connectors/registry.ts';
import { alertsHandlers } from '../../src/features/alerts/index.ts';
import { type StandIn, startStandIn } from '../connectors/stand-ins/stand-in.ts';
import { whmDialect } from '../connectors/stand-ins/whm.ts';
import { smallWorld, type World } from '../connectors/stand-ins/world.ts';
import { bench, CALL, last } from './support.ts';

const started: StandIn[] = [];
afterEach(async () => {
  for (const standIn of started.splice(0)) await standIn.close();
});

/** A pack at a WHM that is not connected yet. */
async function whm(world: World = smallWorld()) {
  const standIn = await startStandIn(whmDialect(), world);
  started.push(standIn);
  const made = bench({ http: httpClient() }, PANELS, world.now);
  const packId = await made.addPack();
  const details = { address: `${standIn.url}/cpsess1/`, login: world.login, secret: world.secret };
  return { ...made, standIn, world, packId, details };
}

/** The same, connected with the certificate pinned. */
async function connected(world?: World) {
  const made = await whm(world);
  const { sha256 } = await made.of.certificate({ kind: 'whm', address: made.details.address }, CALL);
  await made.connect(made.packId, { ...made.details, pin: sha256 });
  return made;
}

const STATES = { search: '', states: [], reasonClasses: [], offset: 0, limit: 50 };

describe('a WHM that is connected', () => {
  it('shows its certificate first, and gets no token before that is pinned', async () => {
    const { of, packId, connect, details, standIn } = await whm();
    const certificate = await of.certificate({ kind: 'whm', address: details.address }, CALL);
    expect(certificate).toMatchObject({ sha256: standIn.sha256 });
    expect(certificate.problem).not.toBeNull();
    await connect(packId, details);
    await expect(last(of.probe({ packId }, CALL))).rejects.toMatchObject({ code: 'panel_tls_failed' });
    expect(standIn.calls()).toEqual([]);
    await connect(packId, { ...details, pin: certificate.sha256 });
    expect((await last(of.probe({ packId }, CALL))).result).toMatchObject({ state: 'ok', pin: certificate.sha256 });
    expect(standIn.most()).toBe(1);
  });

  it('is read, and a suspension that comes later is a change of state with its reason, and an alert', async () => {
    const { of, packId, standIn, world, statuses, clock, opened } = await connected();
    const { result } = await last(of.pull({ packId }, CALL));
    expect(result.packs).toMatchObject([{ accounts: { seen: 6, added: 6 }, trouble: null }]);
    const rows = await opened.core.db.read.selectFrom('usage').select('sent').execute();
    expect(rows.map(({ sent }) => sent)).toContain(1240);
    const before = await statuses.list({ ...STATES, packId }, CALL);
    expect(before.rows.find(({ account }) => account.login === 'betausr')?.now).toMatchObject({
      state: 'suspended',
      reason: 'Overdue on payment',
      reasonClass: 'payment',
    });
    const accounts = world.accounts.map((account) =>
      account.login === 'alphausr' ? { ...account, suspended: true, locked: true, reason: 'Mass mailing', suspendedAt: world.now + 60_000 } : account,
    );
    standIn.change({ ...world, accounts });
    await clock.advance(15 * 60_000);
    expect((await last(of.pull({ packId }, CALL))).result.packs).toMatchObject([{ accounts: { seen: 6, added: 0 }, flips: 1 }]);
    const { rows: after } = await statuses.list({ ...STATES, packId }, CALL);
    expect(after.find(({ account }) => account.login === 'alphausr')?.now).toMatchObject({
      state: 'locked',
      reason: 'Mass mailing',
      reasonClass: 'mail',
      lifter: 'host',
    });
    const alerts = await alertsHandlers(opened.core).list({ show: 'now', kinds: [], offset: 0, limit: 50 }, CALL);
    expect(alerts.rows.map(({ kind, login }) => `${kind} ${login}`)).toContain('state alphausr');
  });

  it('changes nothing here when it is down, busy or talks nonsense', async () => {
    const { of, packId, standIn, opened } = await connected();
    await last(of.pull({ packId }, CALL));
    const states = () =>
      opened.core.db.read.selectFrom('hosted_account').select(['login', 'state', 'missing_since', 'missing_reads', 'last_seen_at']).execute();
    const before = await states();
    for (const kind of ['page', 'cut', 'busy', 'dropped', 'failure'] as const) {
      standIn.behave({ trouble: { kind } });
      const { result } = await last(of.pull({ packId }, CALL));
      expect(result.packs[0]?.trouble, kind).not.toBeNull();
      expect(await states()).toEqual(before);
    }
    standIn.behave({});
    expect((await last(of.pull({ packId }, CALL))).result.packs[0]?.trouble).toBeNull();
    expect((await of.get({ packId }, CALL)).state).toBe('ok');
  });

  it('that lacks a privilege is named in the letter, and read without', async () => {
    const { of, packId, standIn } = await connected();
    standIn.behave({ lacks: ['emailtrack_user_stats', 'emailtrack_search'] });
    const { result } = await last(of.probe({ packId }, CALL));
    expect(result.capabilities.filter(({ given }) => given === 'needs_privilege').map(({ need }) => need)).toContain('sent');
    expect((await of.letter({ packId, language: 'en' }, CALL)).text).toContain('- track-email');
    const pulled = await last(of.pull({ packId }, CALL));
    expect(pulled.result.packs).toMatchObject([{ accounts: { seen: 6 }, trouble: { code: 'panel_privilege_missing' } }]);
    expect((await of.get({ packId }, CALL)).state).toBe('ok');
  });

  it('is asked nothing more after it refused the login, and keeps what it knew', async () => {
    const { of, packId, standIn, connections, clock, opened } = await connected();
    await last(of.pull({ packId }, CALL));
    standIn.behave({ trouble: { kind: 'refused' } });
    await connections.start();
    for (let times = 0; times < 40; times++) {
      await clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const calls = standIn.calls().length;
    for (let times = 0; times < 60; times++) await clock.advance(60 * 60_000);
    expect(standIn.calls()).toHaveLength(calls);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'refused', accounts: 6, trouble: { code: 'panel_auth_refused' } });
    const gone = await opened.core.db.read.selectFrom('hosted_account').where('missing_since', 'is not', null).select('login').execute();
    expect(gone).toEqual([]);
  });

  it('never has its token in an answer, the database or the log', async () => {
    const { of, packId, standIn, world, opened } = await connected();
    const said: unknown[] = [];
    for (const kind of [null, 'refused', 'failure', 'page', 'dropped'] as const) {
      standIn.behave(kind === null ? {} : { trouble: { kind } });
      try {
        said.push(await last(of.probe({ packId }, CALL)), await last(of.pull({ packId }, CALL)));
      } catch (error) {
        said.push(error);
      }
    }
    said.push(await of.list({}, CALL), await of.polls({ packId, offset: 0, limit: 50 }, CALL), opened.log);
    expect(JSON.stringify(said)).not.toContain(world.secret);
    const files = readdirSync(opened.folder).filter((name) => name.startsWith('sendward.db'));
    for (const file of files) expect(readFileSync(join(opened.folder, file)).includes(world.secret)).toBe(false);
  });
});
