import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountTold, packVersions } from '../../src/features/clients/index.ts';
import { openWorkspace, type Workspace } from '../imports/workspace.ts';
import { formsFor } from './forms.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(() => work.close());

const { account, create } = formsFor(() => work);

describe('what a client was told', () => {
  async function setTransport(transport: string): Promise<void> {
    const value = JSON.stringify(transport);
    await work.core.db.write((tx) =>
      tx
        .insertInto('setting')
        .values({ key: 'transport', value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
  }

  async function publish(number: number, { material = 1, kind = 'notice', on = '2026-01-01' } = {}): Promise<void> {
    const version = {
      id: kind === 'notice' ? `v${number}` : `${kind}${number}`,
      host_id: work.hostId,
      kind,
      number,
      effective_on: on,
      material,
      basis: '',
      changelog: '',
      author: '',
      published_at: 1,
      sha256: '',
    };
    await work.core.db.write((tx) => tx.insertInto('policy_version').values(version).execute());
  }

  /** A notice about the account, with its message in some state. */
  async function tell(accountId: string, clientId: string, { version = 'v1', transport = 'smtp', state = 'sent' }): Promise<void> {
    const id = `n-${accountId}-${transport}`;
    await work.core.db.write(async (tx) => {
      await tx
        .insertInto('notice')
        .values({
          id,
          client_id: clientId,
          contact_id: 'c',
          host_id: work.hostId,
          version_id: version,
          kind: 'notice',
          language: 'fr',
          fallback: 0,
          transport,
          content_sha256: '',
          content: '{}',
          pdf: new Uint8Array(),
          domains: '[]',
          withdrawn_at: null,
          created_at: 1,
          token: null,
        })
        .execute();
      await tx.insertInto('notice_account').values({ account_id: accountId, version_id: version, transport, notice_id: id }).execute();
      const message = {
        id: `o-${id}`,
        notice_id: id,
        client_id: clientId,
        host_id: work.hostId,
        kind: 'notice',
        state,
        transport,
        client_name: '',
        language: 'fr',
      };
      const mail = {
        sender: '',
        return_path: '',
        recipient: '',
        destination: '',
        priority: 0,
        subject: '',
        message_id: id,
        due_at: 1,
        search_key: '',
        created_at: 1,
        sent_at: state === 'sent' ? 5000 : null,
      };
      await tx
        .insertInto('outbox')
        .values({ ...message, ...mail })
        .execute();
    });
  }

  const toldOf = async (id: string) => (await work.list()).rows.find((row) => row.id === id)?.told;

  it.each([
    ['smtp', 'sent', 'told', 'told'],
    ['draft', 'sent', 'queued', 'queued'],
    ['practice', 'sent', 'practised', 'due'],
    ['smtp', 'queued', 'queued', 'queued'],
    ['smtp', 'deferred', 'queued', 'queued'],
    ['smtp', 'failed', 'failed', 'failed'],
    ['smtp', 'uncertain', 'failed', 'failed'],
    ['smtp', 'bounced', 'failed', 'failed'],
    ['smtp', 'cancelled', 'due', 'due'],
    ['practice', 'failed', 'failed', 'due'],
  ])('a %s message that is %s: %s while practising, %s with a real server', async (transport, state, practising, real) => {
    await publish(1);
    const card = await create('Alpha');
    await tell(card.accountList[0]?.id ?? '', card.id, { transport, state });
    expect(await toldOf(card.id)).toBe(practising);
    await setTransport('smtp');
    expect(await toldOf(card.id)).toBe(real);
  });

  it('is due again with a newer version', async () => {
    await publish(1);
    const card = await create('Alpha');
    await tell(card.accountList[0]?.id ?? '', card.id, {});
    await publish(2);
    expect(await toldOf(card.id)).toBe('due');
  });

  /** A proof that no message of ours carried. Returns its id. */
  async function prove(accountId: string, clientId: string, { version = 'v1', rung = 'noted', revoked = false } = {}): Promise<string> {
    const id = work.core.ids.next();
    const about = { client_id: clientId, client_name: '', host_id: work.hostId, version_id: version, domains: '[]', rung, happened_at: 1, recorded_at: 1 };
    const word = { origin: 'hand', note_kind: null, author: '', note: '', reply_id: null, server_reply: '', search_key: '', clock_went_back: 0 };
    await work.core.db.write(async (tx) => {
      await tx
        .insertInto('evidence')
        .values({ id, notice_id: null, outbox_id: null, ...about, ...word })
        .execute();
      await tx.insertInto('evidence_account').values({ account_id: accountId, version_id: version, rung, evidence_id: id, happened_at: 1 }).execute();
      if (revoked) await tx.insertInto('evidence_revoked').values({ evidence_id: id, at: 2, author: '', reason: 'wrong' }).execute();
    });
    return id;
  }

  it('stays told through an editorial version and is due again with a material one', async () => {
    await publish(1);
    const card = await create('Alpha');
    await tell(card.accountList[0]?.id ?? '', card.id, {});
    await publish(2, { material: 0 });
    await publish(3, { material: 0 });
    expect(await toldOf(card.id)).toBe('told');
    await publish(4);
    expect(await toldOf(card.id)).toBe('due');
    await publish(5, { material: 0 });
    expect(await toldOf(card.id)).toBe('due');
  });

  it('belongs on a day to the round of the version in force then, though the change it contains had a later day of its own', async () => {
    await publish(1);
    await publish(2, { on: '2026-03-01' });
    await publish(3, { material: 0, on: '2026-02-01' });
    const end = Date.parse('2026-02-02T00:00:00Z');
    const rows = await packVersions(work.core.db.read, { on: '2026-02-01', end }).execute();
    expect(rows.map(({ number, round }) => [number, round])).toEqual([[3, 2]]);
    const before = await packVersions(work.core.db.read, { on: '2026-01-15', end }).execute();
    expect(before.map(({ number, round }) => [number, round])).toEqual([[1, 1]]);
  });

  it('is due when its account appears under a version others were told before', async () => {
    await publish(1);
    const old = await create('Old');
    await tell(old.accountList[0]?.id ?? '', old.id, {});
    await publish(2, { material: 0 });
    const fresh = await create('Fresh');
    expect([await toldOf(old.id), await toldOf(fresh.id)]).toEqual(['told', 'due']);
  });

  it.each(['noted', 'replied', 'ticked_at_order', 'signed'])('is told by what is %s without a notice, until that is taken back', async (rung) => {
    await publish(1);
    await publish(2, { material: 0 });
    const [kept, lost] = [await create('Kept'), await create('Lost')];
    await prove(kept.accountList[0]?.id ?? '', kept.id, { rung, version: 'v2' });
    await prove(lost.accountList[0]?.id ?? '', lost.id, { rung, revoked: true });
    expect([await toldOf(kept.id), await toldOf(lost.id)]).toEqual(['told', 'due']);
  });

  it.each(['practised', 'prepared', 'handed_to_smtp'])('is not told by a %s proof without its message', async (rung) => {
    await publish(1);
    const card = await create('Alpha');
    await prove(card.accountList[0]?.id ?? '', card.id, { rung });
    expect(await toldOf(card.id)).toBe('due');
  });

  it('is told by a draft that was noted as sent by hand, and by a call after the message came back', async () => {
    await publish(1);
    const [draft, bounced] = [await create('Draft'), await create('Bounced')];
    await tell(draft.accountList[0]?.id ?? '', draft.id, { transport: 'draft' });
    await tell(bounced.accountList[0]?.id ?? '', bounced.id, { state: 'bounced' });
    expect([await toldOf(draft.id), await toldOf(bounced.id)]).toEqual(['queued', 'failed']);
    for (const card of [draft, bounced]) await prove(card.accountList[0]?.id ?? '', card.id, {});
    expect([await toldOf(draft.id), await toldOf(bounced.id)]).toEqual(['told', 'told']);
  });

  it('is never told by another kind of text, and another kind opens no round', async () => {
    await publish(9, { kind: 'spike_warning' });
    const card = await create('Alpha');
    const account = card.accountList[0]?.id ?? '';
    expect(await toldOf(card.id)).toBe('no_policy');
    await publish(1);
    await tell(account, card.id, { version: 'spike_warning9' });
    await prove(account, card.id, { version: 'spike_warning9', rung: 'signed' });
    expect(await toldOf(card.id)).toBe('due');
    await prove(account, card.id);
    await publish(10, { kind: 'spike_warning' });
    expect(await toldOf(card.id)).toBe('told');
  });

  it('is as bad as its worst active account, blocked without an address, none without an account', async () => {
    await publish(1);
    const two = await create('Two', { accounts: [account('a.example'), account('b.example'), account('c.example', { status: 'closed' })] });
    await tell(two.accountList[0]?.id ?? '', two.id, {});
    await create('Mute', { contacts: [{ role: 'owner', email: '' }] });
    await create('Idle', { accounts: [] });
    const { rows, counts, total } = await work.list();
    expect(rows.map(({ name, told }) => [name, told])).toEqual([
      ['Idle', 'none'],
      ['Mute', 'blocked'],
      ['Two', 'due'],
    ]);
    expect({ counts, total }).toEqual({ counts: { none: 1, blocked: 1, due: 1 }, total: 3 });
    expect((await work.list({ told: ['due', 'none'] })).total).toBe(2);
    expect((await work.list({ told: ['due'] })).rows.map(({ name }) => name)).toEqual(['Two']);
    const each = await work.core.db.read
      .selectFrom(accountTold(work.core.db.read).as('t'))
      .select(['t.mainDomain', 't.told'])
      .orderBy('t.mainDomain')
      .execute();
    expect(each).toEqual([
      { mainDomain: 'a.example', told: 'told' },
      { mainDomain: 'b.example', told: 'due' },
      { mainDomain: 'mute.example', told: 'due' },
    ]);
  });
});
