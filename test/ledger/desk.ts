import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { z } from 'zod';
import { nodeHasher } from '../../src/adapters/identity.ts';
import { nodeSigner } from '../../src/adapters/signer.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { ClientId, FileRef, HostId } from '../../src/contract/ids.ts';
import { type BundleScope, type Problem, Verification } from '../../src/contract/ledger.ts';
import { addEvidence, evidencePayload, type NewEvidence } from '../../src/features/evidence/index.ts';
import { ledgerHandlers } from '../../src/features/ledger/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { canonicalJson } from '../../src/shared/canonical-json.ts';
import type { Language } from '../../src/shared/language.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { memorySecrets } from '../support/sending.ts';
import { testBundleKit } from '../support/verifiers.ts';

const call = { signal: undefined };

export interface Desk extends TestCore {
  readonly handlers: ReturnType<typeof ledgerHandlers>;
  readonly hostId: string;
  readonly versionId: string;
  /** Publishes another notice version of the host; returns its id. */
  publish(): Promise<string>;
  /** Proof that `client` was told, with message and PDF; returns the ids. */
  tell(client: { readonly id: string; readonly name: string }, more?: Partial<NewEvidence>): Promise<{ evidenceId: string; noticeId: string }>;
  client(name: string): { readonly id: string; readonly name: string };
  check(): Promise<Problem[]>;
  exported(
    scope: Scope,
    more?: { language?: Language; timeStamp?: boolean; signal?: AbortSignal },
  ): Promise<{ bytes: Uint8Array; ref: FileRef; name: string; signed: boolean }>;
  verified(bytes: Uint8Array): Promise<Verification>;
  /** Changes the database file behind the ledger's back: SQL without the triggers that guard it. */
  tamper(...sql: readonly string[]): void;
}
type Scope = { readonly client: string } | { readonly host: string } | 'everything';

function scopeOf(scope: Scope): z.infer<typeof BundleScope> {
  if (scope === 'everything') return { everything: true };
  return 'client' in scope ? { clientId: ClientId.parse(scope.client) } : { hostId: HostId.parse(scope.host) };
}

async function last<T>(stream: AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: T }>): Promise<T> {
  for await (const step of stream) if (step.kind === 'done') return step.result;
  throw new Error('no result');
}

/** A ledger with a published version and everything that is needed to add proof to it. */
export async function openDesk(ports: Partial<Ports> = {}): Promise<Desk> {
  const test = openTestCore({ texts: createTexts(), secrets: memorySecrets(), signer: nodeSigner, bundles: await testBundleKit(), ...ports });
  const { core } = test;
  const handlers = ledgerHandlers(core, { evidence: evidencePayload });
  const hostId = core.ids.next();
  const versionId = await publish(test, hostId);
  const desk: Omit<Desk, keyof TestCore | 'handlers' | 'hostId' | 'versionId' | 'tell'> = {
    publish: () => publishVersion(test, hostId, 2),
    client: (name) => ({ id: core.ids.next(), name }),
    check: async () => (await last(handlers.check({}, call))).problems.map((problem) => ({ ...problem })),
    exported: async (scope, { language = 'en', timeStamp = false, signal } = {}) => {
      const done = await last(handlers.exportBundle({ scope: scopeOf(scope), language, timeStamp }, { signal }));
      const ref = FileRef.parse(done.fileRef);
      return { bytes: (await core.files.bytes(ref)).bytes, ref, name: done.name, signed: done.signed };
    },
    verified: async (bytes) => {
      const { ref } = await core.files.put('bundle.zip', 'application/zip', bytes);
      return Verification.parse(await last(handlers.verifyBundle({ fileRef: ref }, call)));
    },
    tamper: (...sql) => {
      const raw = new Sqlite(join(test.folder, 'sendward.db'));
      raw.pragma('foreign_keys = OFF');
      const triggers = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
      for (const name of triggers) raw.exec(`DROP TRIGGER "${String(name)}"`);
      for (const statement of sql) raw.exec(statement);
      raw.close();
    },
  };
  return { ...test, handlers, hostId, versionId, ...desk, tell: (client, more) => tell(test, { hostId, versionId, client, more: more ?? {} }) };
}

async function publish(test: TestCore, hostId: string): Promise<string> {
  const { core } = test;
  const host = { id: hostId, name: 'Hôte & Cie', preset_id: 'x', rules: '{}', created_at: core.clock.now() };
  await core.db.write((tx) => tx.insertInto('host').values(host).execute());
  return await publishVersion(test, hostId, 1);
}

async function publishVersion({ core }: TestCore, hostId: string, number: number): Promise<string> {
  const versionId = core.ids.next();
  const now = core.clock.now();
  const texts = (['en', 'fr', 'ru'] as const).map((language) => ({
    language,
    content: canonicalJson({
      ...{ language, title: number === 1 ? `Rules ${language}` : `Rules ${language} ${number}`, subject: 'Rules', greeting: 'Hello' },
      sections: [{ id: 'who', title: 'Who', blocks: [{ type: 'paragraph', text: 'Text <b>' }], rules: [] }],
    }),
  }));
  await core.db.write(async (tx) => {
    await tx
      .insertInto('policy_version')
      .values({
        ...{ id: versionId, host_id: hostId, kind: 'notice', number, effective_on: '2026-11-01', material: 1, changelog: '{}', author: '' },
        ...{ published_at: now, sha256: nodeHasher.sha256(`[${texts.map(({ content }) => content).join(',')}]`), basis: '' },
      })
      .execute();
    await tx
      .insertInto('policy_text')
      .values(texts.map((text) => ({ version_id: versionId, ...text, sha256: nodeHasher.sha256(text.content) })))
      .execute();
  });
  return versionId;
}

interface Telling {
  readonly hostId: string;
  readonly versionId: string;
  readonly client: { readonly id: string; readonly name: string };
  readonly more: Partial<NewEvidence>;
}

async function tell({ core }: TestCore, { hostId, versionId, client, more }: Telling): Promise<{ evidenceId: string; noticeId: string }> {
  const [noticeId, outboxId, now] = [core.ids.next(), core.ids.next(), core.clock.now()];
  const content = canonicalJson({ title: 'Notice', for: client.name });
  const evidenceId = await core.db.write(async (tx) => {
    await tx
      .insertInto('notice')
      .values({
        ...{ id: noticeId, client_id: client.id, contact_id: '', host_id: hostId, version_id: versionId, kind: 'notice', language: 'en', fallback: 0 },
        ...{ transport: 'smtp', content_sha256: nodeHasher.sha256(content), content, pdf: Buffer.from(`%PDF-1.7 ${noticeId}`), domains: '["a.example"]' },
        ...{ withdrawn_at: null, created_at: now, token: null },
      })
      .execute();
    await tx
      .insertInto('outbox')
      .values({
        ...{ id: outboxId, notice_id: noticeId, client_id: client.id, host_id: hostId, kind: 'notice', state: 'sent', transport: 'smtp' },
        ...{ client_name: client.name, language: 'en', sender: 'r@example.org', recipient: 'c@example.net', subject: 'Rules', message_id: `<${outboxId}@x>` },
        ...{ due_at: now, sending_at: null, sent_at: now },
        ...{ search_key: '', created_at: now, priority: 0, return_path: '', destination: 'example.net' },
      })
      .execute();
    await tx
      .insertInto('outbox_content')
      .values({ outbox_id: outboxId, eml: Buffer.from(`Subject: Rules\r\nMessage-ID: <${outboxId}@x>\r\n\r\nHello ${client.name}\r\n`) })
      .execute();
    return await addEvidence(core, tx, {
      ...{ clientId: client.id, clientName: client.name, hostId, versionId, noticeId, outboxId, accountIds: [core.ids.next()], domains: ['a.example'] },
      ...{ rung: 'handed_to_smtp', origin: 'sending', noteKind: null, author: '', note: '', replyId: null, happenedAt: now },
      ...{ serverReply: '250 2.0.0 queued', file: null },
      ...more,
    });
  });
  return { evidenceId, noticeId };
}
