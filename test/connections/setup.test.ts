import { describe, expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { PackId } from '../../src/contract/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { shown } from './fake-panel.ts';
import { bench, CALL, last } from './support.ts';

const SECRET = 'a-token-of-some-length';

describe('a connection that is set up', () => {
  it('keeps the address as a person pasted it, and the secret where secrets are, never in an answer', async () => {
    const { addPack, connect, of, secrets, opened } = bench();
    const packId = await addPack();
    await connect(packId, { address: ' https://Panel.Example:2087/cpsess123/?login=1 ', login: ' seller ', secret: ` ${SECRET}\r\n` });
    const [connection] = await of.list({}, CALL);
    expect(connection).toMatchObject({
      address: 'https://panel.example:2087',
      login: 'seller',
      secret: 'set',
      state: 'new',
      trouble: null,
      capabilities: [],
      packId,
    });
    expect(secrets.get(`panel_${packId}`)).toBe(SECRET);
    expect(JSON.stringify(connection)).not.toContain(SECRET);
    const tables = await opened.core.db.read.selectFrom('connection').selectAll().execute();
    expect(JSON.stringify(tables)).not.toContain(SECRET);
    expect(opened.announced).toContain('connections');
  });

  it('goes on with the stored secret when another port or pin is set, and asks for one at another server', async () => {
    const { addPack, connect, of } = bench();
    const packId = await addPack();
    await connect(packId);
    const again = { packId, kind: 'whm', login: 'x', pin: 'a'.repeat(64), zone: 'Asia/Omsk' } as const;
    expect(await of.save({ ...again, address: 'panel.example:2096' }, CALL)).toMatchObject({
      address: 'https://panel.example:2096',
      pin: 'a'.repeat(64),
      zone: 'Asia/Omsk',
    });
    await expect(of.save({ ...again, address: 'other.example' }, CALL)).rejects.toMatchObject({ code: 'panel_secret_missing' });
    await expect(of.save({ ...again, kind: 'plesk', address: 'panel.example' }, CALL)).rejects.toMatchObject({ code: 'panel_secret_missing' });
  });

  it.each([
    ['an address that is none', { address: 'ftp://panel.example' }, 'panel_address_invalid'],
    ['an address that is none', { address: 'two words' }, 'panel_address_invalid'],
    ['a time zone nobody knows', { zone: 'Mars/Olympus' }, 'time_zone_unknown'],
    ['a pack that is not there', { packId: PackId.parse('0190a0a0-0000-7000-8000-000000000000') }, 'pack_not_found'],
    ['no secret where none is stored', { secret: undefined }, 'panel_secret_missing'],
  ])('is refused with %s', async (_what, changes, code) => {
    const { addPack, of } = bench();
    const packId = await addPack();
    const { secret, ...input } = { packId, kind: 'whm' as const, address: 'panel.example', login: 'x', secret: SECRET, pin: null, zone: null, ...changes };
    await expect(of.save(secret === undefined ? input : { ...input, secret }, CALL)).rejects.toMatchObject({ code });
    expect(await of.list({}, CALL)).toEqual([]);
  });

  it('is read next now, not in 1970, once it was tried', async () => {
    const { addPack, connect, of, clock } = bench();
    const packId = await addPack();
    await connect(packId);
    expect((await of.get({ packId }, CALL)).nextAt).toBeNull();
    await last(of.probe({ packId }, CALL));
    expect((await of.get({ packId }, CALL)).nextAt).toBe(new Date(clock.now()).toISOString());
  });

  it('is forgotten with its secret, and what was read stays', async () => {
    const { addPack, connect, of, panel, secrets, opened } = bench();
    const packId = await addPack();
    await connect(packId);
    panel.accounts = [[shown('anna')]];
    await last(of.pull({ packId }, CALL));
    await of.remove({ packId }, CALL);
    expect(secrets.size).toBe(0);
    await expect(of.get({ packId }, CALL)).rejects.toMatchObject({ code: 'connection_not_found' });
    expect(await opened.core.db.read.selectFrom('hosted_account').select('login').execute()).toEqual([{ login: 'anna' }]);
    await expect(of.remove({ packId }, CALL)).rejects.toMatchObject({ code: 'connection_not_found' });
  });

  it('shows the certificate of a server and sends nothing else', async () => {
    const seen: string[] = [];
    const http = {
      send: () => Promise.reject(new Error('nothing may be sent')),
      certificate: async (url: string) => {
        seen.push(url);
        const certificate = { subject: 'CN=panel', issuer: 'CN=panel', names: ['panel.example'], sha256: 'b'.repeat(64) };
        return { ...certificate, validFrom: Date.UTC(2026, 0, 1), validTo: Date.UTC(2027, 0, 1), problem: 'self_signed' as const };
      },
    };
    const { of } = bench({ http });
    const shownNow = await of.certificate({ kind: 'plesk', address: 'panel.example' }, CALL);
    expect(shownNow).toMatchObject({ sha256: 'b'.repeat(64), problem: 'self_signed', validTo: '2027-01-01T00:00:00.000Z' });
    expect(seen).toEqual(['https://panel.example:8443']);
  });
});

describe('a connection that is tried', () => {
  it('keeps what works and what lacks, and is read from then on', async () => {
    const { addPack, connect, of, panel, connections, clock } = bench();
    const packId = await addPack();
    await connect(packId);
    panel.capabilities = [{ need: 'sent', given: 'needs_privilege', privilege: 'track-email', call: 'emailtrack_user_stats' }];
    await connections.start();
    await clock.advance(120_000);
    expect(panel.calls).toEqual([]);
    const { result, phases } = await last(of.probe({ packId }, CALL));
    expect(result).toMatchObject({ state: 'ok', version: '1.0', capabilities: [{ privilege: 'track-email' }] });
    expect(phases).toEqual(['host_probe']);
    await clock.advance(1000);
    expect(panel.asked('accounts')).toBe(1);
    expect((await of.polls({ packId, offset: 0, limit: 10 }, CALL)).rows.map(({ kind, outcome }) => `${kind} ${outcome}`)).toContain('probe ok');
  });

  it('is asked nothing more after its login was refused, until a person tries again', async () => {
    const { addPack, connect, of, panel, connections, clock, opened } = bench();
    const packId = await addPack();
    await connect(packId);
    panel.failing.set('probe', fail('panel_auth_refused', { status: 403 }));
    await expect(last(of.probe({ packId }, CALL))).rejects.toMatchObject({ code: 'panel_auth_refused', params: { status: 403 } });
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'refused', trouble: { code: 'panel_auth_refused' }, nextAt: null });
    await connections.start();
    await clock.advance(48 * 3_600_000);
    const { result } = await last(of.pull({ packId }, CALL));
    expect(result.packs).toMatchObject([{ accounts: null, trouble: { code: 'panel_auth_refused' } }]);
    expect(panel.calls).toHaveLength(1);
    panel.failing.clear();
    await last(of.probe({ packId }, CALL));
    await clock.advance(1000);
    expect(panel.asked('accounts')).toBe(1);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', trouble: null });
    expect(opened.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says that its secret is missing without asking anything', async () => {
    const { addPack, connect, of, panel, secrets } = bench();
    const packId = await addPack();
    await connect(packId);
    secrets.clear();
    await expect(last(of.probe({ packId }, CALL))).rejects.toMatchObject({ code: 'panel_secret_missing' });
    expect(panel.calls).toEqual([]);
    expect(await of.get({ packId }, CALL)).toMatchObject({ secret: 'not_set', state: 'failing' });
  });

  it('gives up when the caller goes, and that says nothing of the panel', async () => {
    const { addPack, connect, of, panel } = bench();
    const packId = await addPack();
    await connect(packId);
    const abort = new AbortController();
    panel.pause = (_call, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
    const tried = last(of.probe({ packId }, { signal: abort.signal }));
    setTimeout(() => abort.abort(), 20);
    await expect(tried).rejects.toMatchObject({ code: 'cancelled' });
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'new', trouble: null });
    expect((await of.polls({ packId, offset: 0, limit: 10 }, CALL)).rows).toMatchObject([{ kind: 'probe', outcome: 'cancelled', trouble: null }]);
  });
});

describe('the facts about panels', () => {
  it('are told of every kind there is a connector for', async () => {
    const kinds = await bench().of.kinds({}, CALL);
    expect(kinds.map(({ kind }) => kind)).toEqual(['whm', 'directadmin', 'plesk', 'ispmanager', 'virtualmin', 'hestia', 'ispconfig']);
    expect(new FakeClock().now()).toBeGreaterThan(0);
  });
});
