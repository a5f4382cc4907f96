import { nodeHasher } from '../../src/adapters/identity.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { recordEvidence } from '../../src/features/evidence/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { type Bench, openSending, outgoing, rules } from '../support/sending.ts';

export interface Workspace extends Bench {
  readonly hostId: string;
  readonly packId: string;
  readonly versionId: string;
  client(name: string, accounts?: number): Promise<{ readonly clientId: string; readonly accountIds: readonly string[] }>;
  /** Issues a notice the short way: rows and message, without composing. Returns the outbox id. */
  tell(clientId: string, accountIds: readonly string[], transport: 'practice' | 'smtp' | 'draft'): Promise<string>;
}

/** A host with a published version, and clients that can be told. Everything that settles is recorded as evidence. */
export async function openWorkspace(given: { readonly smtpPort?: number; readonly ports?: Partial<Ports> } = {}): Promise<Workspace> {
  const bench = await openSending({ ...given, ports: { ...given.ports }, also: (core) => (tx, message) => recordEvidence(core, tx, message) });
  const { core } = bench;
  const hostId = await bench.addHost(rules());
  const packId = core.ids.next();
  const versionId = core.ids.next();
  const now = core.clock.now();
  const policy = JSON.stringify({ language: 'ru', title: 'Правила' });
  await core.db.write(async (tx) => {
    await tx.insertInto('pack').values({ id: packId, host_id: hostId, name: 'Pack', created_at: now }).execute();
    await tx
      .insertInto('policy_version')
      .values({
        id: versionId,
        host_id: hostId,
        kind: 'notice',
        number: 3,
        effective_on: '2026-11-01',
        material: 1,
        changelog: '{}',
        basis: '',
        author: '',
        published_at: now,
        sha256: nodeHasher.sha256('version'),
      })
      .execute();
    await tx
      .insertInto('policy_text')
      .values({ version_id: versionId, language: 'ru', content: policy, sha256: nodeHasher.sha256(policy) })
      .execute();
  });
  const client = async (name: string, accounts = 1) => {
    const clientId = core.ids.next();
    const accountIds = Array.from({ length: accounts }, () => core.ids.next());
    const text = { number: '', company: '', language: 'ru', note: '', email: 'a@example.net', email_key: 'a@example.net', main_domain: '', batch_id: null };
    await core.db.write(async (tx) => {
      await tx
        .insertInto('client')
        .values({ id: clientId, name, sort_key: name, search_key: name, ...text, created_at: now, changed_at: now })
        .execute();
      const account = {
        login: '',
        main_domain: 'пример.рф',
        domain_key: 'x',
        other_domains: '[]',
        plan: '',
        ordered_on: null,
        status: 'active',
        created_at: now,
      };
      await tx
        .insertInto('account')
        .values(accountIds.map((id) => ({ id, client_id: clientId, pack_id: packId, ...account })))
        .execute();
    });
    return { clientId, accountIds };
  };
  const tell: Workspace['tell'] = async (clientId, accountIds, transport) => {
    const { name } = await core.db.read.selectFrom('client').select('name').where('id', '=', clientId).executeTakeFirstOrThrow();
    const noticeId = core.ids.next();
    const content = JSON.stringify({ title: 'Уведомление', for: name });
    const message = outgoing(core, { clientId, clientName: name, hostId, transport, noticeId, language: 'ru', subject: 'Правила рассылки' });
    const eml = await nodemailerFormat.write({
      from: { name: 'Реселлер', address: 'reseller@example.org' },
      to: { name, address: message.recipient },
      subject: 'Правила рассылки',
      text: 'Здравствуйте',
      html: '<p>Здравствуйте</p><script>alert(1)</script>',
      messageId: message.messageId,
      dateMs: core.clock.now(),
      headers: {},
      attachments: [{ name: 'Правила.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.7 test') }],
    });
    return await core.db.write(async (tx) => {
      await tx
        .insertInto('notice')
        .values({
          ...{
            id: noticeId,
            client_id: clientId,
            contact_id: '',
            host_id: hostId,
            version_id: versionId,
            kind: 'notice',
            language: 'ru',
            fallback: 0,
            transport,
          },
          ...{
            content_sha256: nodeHasher.sha256(content),
            content,
            pdf: Buffer.from('%PDF-1.7 test'),
            domains: '["пример.рф","example.net"]',
            withdrawn_at: null,
          },
          created_at: core.clock.now(),
          token: null,
        })
        .execute();
      await tx
        .insertInto('notice_account')
        .values(accountIds.map((account_id) => ({ account_id, version_id: versionId, transport, notice_id: noticeId })))
        .execute();
      return await bench.outbox.enqueue(tx, { ...message, eml });
    });
  };
  return { ...bench, hostId, packId, versionId, client, tell };
}
