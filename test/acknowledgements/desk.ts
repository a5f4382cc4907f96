import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { AccountId, ClientId, FileRef, HostId, PackId, VersionId } from '../../src/contract/ids.ts';
import { createAcknowledgements } from '../../src/features/acknowledgements/index.ts';
import { createBounces, recordRefusal } from '../../src/features/bounces/index.ts';
import { type AccountRecord, type ContactRecord, saveRecords } from '../../src/features/clients/index.ts';
import { evidenceHandlers, recordEvidence } from '../../src/features/evidence/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { noticesHandlers, withdrawNotice } from '../../src/features/notices/index.ts';
import { createOutbox } from '../../src/features/outbox/index.ts';
import { policiesHandlers } from '../../src/features/policies/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { dateIn } from '../../src/shared/calendar.ts';
import { openTestCore } from '../support/core.ts';
import { memorySecrets, until } from '../support/sending.ts';
import { startSmtpServer } from '../support/smtp-server.ts';

export const SENDER = {
  resellerName: 'Atelier Web Horizon',
  fromName: 'Atelier Web Horizon',
  fromAddress: 'bonjour@atelier-horizon.example',
  supportAddress: 'aide@atelier-horizon.example',
  bounceAddress: '',
};
export const CALL = { signal: undefined };

/** A PDF maker that does not draw: what the PDF says is tested elsewhere. */
const pdf = { render: async () => Buffer.from('%PDF-1.7 notice'), close: async () => {} };

export interface Told {
  readonly clientId: string;
  readonly email: string;
  readonly accountId: string;
  readonly token: string;
  readonly messageId: string;
  readonly noticeId: string;
  readonly outboxId: string;
  readonly domain: string;
}

/** A reseller's desk with a published policy and a mail server that takes everything, or another one on `smtpPort`. */
export async function openDesk(given: Partial<Ports> = {}, smtpPort?: number) {
  const server = await startSmtpServer();
  const test = openTestCore({
    pdf,
    mail: nodemailerFormat,
    texts: createTexts(),
    smtp: smtpConnector(),
    secrets: memorySecrets(),
    spreadsheets,
    ...given,
  });
  const { core, clock } = test;
  const outbox = createOutbox(core, async (tx, message) => {
    if (message.state === 'cancelled') await withdrawNotice(core, tx, message);
    else await recordEvidence(core, tx, message);
    await recordRefusal(core, tx, message);
  });
  const notices = noticesHandlers(core, outbox.enqueue);
  const policies = policiesHandlers(core);
  const acks = createAcknowledgements(core);

  async function set(key: string, value: unknown): Promise<void> {
    const row = { key, value: JSON.stringify(value) };
    await core.db.write((tx) =>
      tx
        .insertInto('setting')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute(),
    );
  }
  await set('sender', SENDER);
  await set('author', 'Léa');
  await set('transport', 'smtp');
  await set('ownPace', { count: 10_000, seconds: 1 });
  await set('smtp', { host: '127.0.0.1', port: smtpPort ?? server.port, security: 'none', user: '' });
  const host = await hostsHandlers(core).create({ presetId: 'neutral', name: 'Host', packName: 'Pack' }, CALL);
  const hostId = HostId.parse(host.id);
  const packId = PackId.parse(host.packs[0]?.id ?? '');

  const publish = async (material = true): Promise<VersionId> => {
    const terms = { lawCountry: 'FR', answerWithinHours: 48, reminderMonths: 6, platforms: '', cost: '' } as const;
    const changelog = { en: 'Clearer.', fr: 'Plus clair.', ru: 'Понятнее.' };
    const version = await policies.publish({ hostId, kind: 'notice', terms, effectiveOn: dateIn(clock.now(), clock.timeZone()), changelog, material }, CALL);
    return VersionId.parse(version.id);
  };

  let made = 0;
  async function addClient(
    more: {
      readonly number?: string;
      readonly language?: 'en' | 'fr' | 'ru';
      readonly contact?: Partial<ContactRecord>;
      readonly accounts?: readonly Partial<AccountRecord>[];
    } = {},
  ) {
    made += 1;
    const id = core.ids.next();
    const now = core.clock.now();
    const contact: ContactRecord = {
      id: core.ids.next(),
      role: 'owner',
      firstName: 'Jeanne',
      lastName: `Le Goff ${made}`,
      email: `jeanne${made}@boulangerie.example`,
      phone: '',
      language: null,
      validFrom: '2026-01-01',
      validTo: null,
      ...more.contact,
    };
    const accounts = (more.accounts ?? [{}]).map((account, index) => ({
      id: core.ids.next(),
      packId,
      login: '',
      mainDomain: `site${made}${index === 0 ? '' : `-${index}`}.example`,
      otherDomains: [],
      plan: 'S',
      orderedOn: null,
      status: 'active' as const,
      createdAt: now,
      ...account,
    }));
    const base = { number: more.number ?? '', company: `Boulangerie ${made}`, language: more.language ?? ('fr' as const), note: '', batchId: null };
    await core.db.write((tx) => saveRecords(tx, [{ id, ...base, createdAt: now, changedAt: now, contacts: [contact], accounts }]));
    return { clientId: ClientId.parse(id), email: contact.email, accountIds: accounts.map((account) => AccountId.parse(account.id)) };
  }

  /** Issues what is due and sends it through the real server. */
  async function send(): Promise<void> {
    for await (const _ of notices.issue({ allDue: true }, CALL));
    const flushed = (async () => {
      for await (const _ of outbox.handlers.flush({}, CALL));
      return true;
    })();
    await until(async () => {
      await clock.advance(1000);
      return await Promise.race([flushed, false]);
    }, 'the queue to empty');
  }

  /** A client who was really sent his notice. */
  async function tell(language: 'en' | 'fr' | 'ru' = 'fr', to?: string): Promise<Told> {
    const { clientId, email, accountIds } = await addClient({ language, ...(to === undefined ? {} : { contact: { email: to } }) });
    await send();
    const row = await core.db.read
      .selectFrom('notice')
      .innerJoin('outbox', 'outbox.notice_id', 'notice.id')
      .select(['notice.id', 'notice.token', 'outbox.id as outbox', 'outbox.message_id', 'outbox.state', 'notice.domains'])
      .where('notice.client_id', '=', clientId)
      .orderBy('notice.created_at', 'desc')
      .executeTakeFirstOrThrow();
    if (row.state !== 'sent' || row.token === null) throw new Error(`The notice is ${row.state}`);
    return {
      clientId,
      email,
      accountId: accountIds[0] ?? '',
      token: row.token,
      messageId: row.message_id,
      noticeId: row.id,
      outboxId: row.outbox,
      domain: row.domains,
    };
  }

  async function file(name: string, content: string | Uint8Array): Promise<FileRef> {
    const { ref } = await core.files.put(name, '', typeof content === 'string' ? Buffer.from(content) : content);
    return FileRef.parse(ref);
  }

  async function result<T extends { readonly kind: string }>(steps: AsyncIterable<T>): Promise<Extract<T, { kind: 'done' }>> {
    for await (const step of steps) if (isDone(step)) return step;
    throw new Error('No result');
  }

  /** Reads mails as if they had been dropped, one file each. */
  async function drop(...emls: readonly (string | Uint8Array)[]) {
    const fileRefs = [];
    for (const [index, eml] of emls.entries()) fileRefs.push(await file(`mail-${index + 1}.eml`, eml));
    return (await result(acks.handlers.readFiles({ fileRefs }, CALL))).result;
  }

  const proofs = (clientId: string) =>
    core.db.read.selectFrom('evidence').selectAll().where('client_id', '=', clientId).orderBy('recorded_at').orderBy('id').execute();
  const rungs = async (clientId: string): Promise<string[]> => (await proofs(clientId)).map(({ rung }) => rung);

  const close = async (): Promise<void> => {
    await acks.stop();
    await outbox.stop();
    await server.close();
    await test.close();
  };
  return {
    ...test,
    close,
    server,
    acks: acks.handlers,
    feature: acks,
    outbox,
    notices,
    policies,
    evidence: evidenceHandlers(core),
    bounces: createBounces(core),
    hostId,
    packId,
    set,
    publish,
    addClient,
    send,
    tell,
    file,
    drop,
    result,
    proofs,
    rungs,
  };
}

function isDone<T extends { readonly kind: string }>(step: T): step is Extract<T, { kind: 'done' }> {
  return step.kind === 'done';
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

let answers = 0;

/** An answer to a notice that was really sent. */
export function answer(
  told: Told,
  text: string,
  more: { readonly from?: string; readonly date?: string; readonly headers?: readonly string[]; readonly messageId?: string; readonly thread?: boolean } = {},
): string {
  answers += 1;
  return [
    `From: Jeanne <${more.from ?? told.email}>`,
    'To: aide@atelier-horizon.example',
    'Subject: Re: avis',
    `Date: ${more.date ?? 'Sat, 21 Nov 2026 10:30:00 +0100'}`,
    `Message-ID: ${more.messageId ?? `<answer-${answers}@boulangerie.example>`}`,
    ...(more.thread === false ? [] : [`In-Reply-To: ${told.messageId}`]),
    ...(more.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ].join('\r\n');
}
