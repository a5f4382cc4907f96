import { evidence } from '../../src/contract/evidence.ts';
import { ClientId, type EvidenceId, HostId } from '../../src/contract/ids.ts';
import { addEvidence, evidenceHandlers, type NewEvidence } from '../../src/features/evidence/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { openTestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';

const call = { signal: undefined };

interface Account {
  readonly orderedOn?: string | null;
  readonly createdAt?: number;
  readonly status?: string;
  readonly packId?: string;
  readonly domain?: string;
}

interface Version {
  readonly material?: boolean;
  readonly kind?: string;
  readonly publishedAt?: number;
}

/** A host with a pack on a real database, and what is needed to write down who was told what. */
export async function openWorld(given: { readonly zone?: string; readonly now?: number; readonly ports?: Partial<Ports> } = {}) {
  const clock = new FakeClock(given.now ?? Date.UTC(2026, 10, 21, 9), given.zone ?? 'Europe/Paris');
  const test = openTestCore(given.ports ?? {}, clock);
  const { core } = test;
  const handlers = evidenceHandlers(core);

  const host = async (name = 'Host') => {
    const hostId = HostId.parse(core.ids.next());
    const packId = core.ids.next();
    await core.db.write(async (tx) => {
      await tx.insertInto('host').values({ id: hostId, name, preset_id: 'neutral', rules: '{}', created_at: 1 }).execute();
      await tx.insertInto('pack').values({ id: packId, host_id: hostId, name: 'Pack', created_at: 1 }).execute();
    });
    return { hostId, packId };
  };
  const { hostId, packId } = await host();

  let number = 0;
  const publish = async (effectiveOn: string, { material = true, kind = 'notice', publishedAt }: Version = {}, at = hostId) => {
    const id = core.ids.next();
    number += 1;
    const text = {
      changelog: '{}',
      author: '',
      sha256: core.hasher.sha256(id),
      basis: '',
      published_at: publishedAt ?? Date.parse(`${effectiveOn}T00:00:00Z`),
    };
    await core.db.write((tx) =>
      tx
        .insertInto('policy_version')
        .values({ id, host_id: at, kind, number, effective_on: effectiveOn, material: material ? 1 : 0, ...text })
        .execute(),
    );
    return id;
  };

  const client = async (name: string, accounts: readonly Account[] = [{}]) => {
    const id = ClientId.parse(core.ids.next());
    const plain = { number: '', company: '', language: 'fr', note: '', email: '', email_key: '', main_domain: '', batch_id: null };
    const key = name.toLowerCase();
    const rows = accounts.map((each, index) => {
      const domain = each.domain ?? `${key}${index}.example`.replaceAll(' ', '-');
      const names = { login: '', main_domain: domain, domain_key: domain, other_domains: '[]', plan: '' };
      const dates = { ordered_on: each.orderedOn ?? null, created_at: each.createdAt ?? 1 };
      return { id: core.ids.next(), client_id: id, pack_id: each.packId ?? packId, ...names, ...dates, status: each.status ?? 'active' };
    });
    await core.db.write(async (tx) => {
      await tx
        .insertInto('client')
        .values({ id, name, sort_key: key, search_key: key, ...plain, created_at: 1, changed_at: 1 })
        .execute();
      if (rows.length > 0) await tx.insertInto('account').values(rows).execute();
    });
    return { id, name, accounts: rows.map((row) => row.id) };
  };
  type Client = Awaited<ReturnType<typeof client>>;

  /** A proof by the one way there is; by default the reseller's own word for every account of the client. */
  const prove = (who: Client, versionId: string, more: Partial<NewEvidence> = {}): Promise<EvidenceId> =>
    core.db.write((tx) =>
      addEvidence(core, tx, {
        ...{ clientId: who.id, clientName: who.name, hostId, versionId, noticeId: null, outboxId: null, accountIds: who.accounts, domains: [] },
        ...{ rung: 'noted', origin: 'hand', noteKind: 'phone', author: 'Anna', note: '', replyId: null, serverReply: '', file: null },
        happenedAt: clock.now(),
        ...more,
      }),
    );

  /** A notice with its message in some state, and the proof that it was handed over. */
  const send = async (who: Client, versionId: string, { state = 'sent', at = clock.now() } = {}): Promise<EvidenceId> => {
    const noticeId = core.ids.next();
    const outboxId = core.ids.next();
    await core.db.write(async (tx) => {
      const notice = { contact_id: '', kind: 'notice', language: 'fr', fallback: 0, transport: 'smtp', content_sha256: core.hasher.sha256(noticeId) };
      const content = { domains: '["a.example"]', withdrawn_at: null, created_at: at, content: '{}', pdf: new Uint8Array([1]), token: null };
      await tx
        .insertInto('notice')
        .values({ id: noticeId, client_id: who.id, host_id: hostId, version_id: versionId, ...notice, ...content })
        .execute();
      await tx
        .insertInto('notice_account')
        .values(who.accounts.map((account_id) => ({ account_id, version_id: versionId, transport: 'smtp', notice_id: noticeId })))
        .execute();
      const mail = {
        sender: '',
        return_path: '',
        recipient: 'client@example.net',
        destination: 'example.net',
        priority: 0,
        subject: '',
        message_id: `<${outboxId}@example.org>`,
        search_key: '',
      };
      const message = { id: outboxId, notice_id: noticeId, client_id: who.id, host_id: hostId, client_name: who.name, kind: 'notice', transport: 'smtp' };
      await tx
        .insertInto('outbox')
        .values({ ...message, ...mail, language: 'fr', state, due_at: at, sent_at: at, created_at: at })
        .execute();
      await tx
        .insertInto('outbox_content')
        .values({ outbox_id: outboxId, eml: new Uint8Array([2]) })
        .execute();
    });
    const sent = { noticeId, outboxId, rung: 'handed_to_smtp', origin: 'sending', noteKind: null, author: '', happenedAt: at, serverReply: '250 ok' } as const;
    return await prove(who, versionId, sent);
  };

  const toldOn = (on: string, more: Readonly<Record<string, unknown>> = {}) =>
    handlers.toldOn({ ...input(evidence.toldOn, { on, limit: 500, ...more }) }, call);
  const gaps = (more: Readonly<Record<string, unknown>> = {}) => handlers.gaps(input(evidence.gaps, { limit: 500, ...more }), call);
  return { ...test, call, handlers, hostId, packId, host, publish, client, prove, send, toldOn, gaps };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** What the contract makes of an input, as the router hands it to a function. */
function input<O>(operation: { readonly '~orpc': { readonly inputSchema?: { parse(value: unknown): O } | undefined } }, value: unknown): O {
  const schema = operation['~orpc'].inputSchema;
  if (schema === undefined) throw new Error('The operation takes no input');
  return schema.parse(value);
}
