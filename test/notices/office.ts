import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import type { PresetId } from '../../src/contract/hosts.ts';
import { HostId } from '../../src/contract/ids.ts';
import { type AccountRecord, type ClientRecord, type ContactRecord, saveRecords } from '../../src/features/clients/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { noticesHandlers, textPreviewHandlers, withdrawNotice } from '../../src/features/notices/index.ts';
import { createOutbox } from '../../src/features/outbox/index.ts';
import { policiesHandlers } from '../../src/features/policies/index.ts';
import type { PdfMaker } from '../../src/ports/pdf.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { openTestCore } from '../support/core.ts';

export const SENDER = {
  resellerName: 'Atelier Web Horizon',
  fromName: 'Atelier Web Horizon',
  fromAddress: 'bonjour@atelier-horizon.example',
  supportAddress: 'aide@atelier-horizon.example',
};

export interface NewClient {
  readonly company?: string;
  readonly language?: 'en' | 'fr' | 'ru';
  readonly contact?: Partial<ContactRecord>;
  readonly accounts?: readonly Partial<AccountRecord>[];
}

/** What a version says of itself; the first does not print it. */
export const CHANGELOG = { en: 'Limits are clearer.', fr: 'Les limites sont plus claires.', ru: 'Лимиты описаны понятнее.' };

const TODAY = '2026-11-21';
const CALL = { signal: undefined };

/** A reseller's office: host, pack, sender set, real PDF and MIME, and a queue that nothing leaves. */
export async function openOffice(preset: PresetId = 'shared-strict', pdf: PdfMaker = createPdfMaker(), given: Partial<Ports> = {}) {
  const test = openTestCore({ pdf, mail: nodemailerFormat, texts: createTexts(), ...given });
  const { core } = test;
  const outbox = createOutbox(core, async (tx, message) => {
    if (message.state === 'cancelled') await withdrawNotice(core, tx, message);
  });
  const notices = noticesHandlers(core, outbox.enqueue);
  const policies = { ...policiesHandlers(core), ...textPreviewHandlers(core) };
  const hosts = hostsHandlers(core);
  await set('sender', SENDER);
  const host = await hosts.create({ presetId: preset, name: 'Héberg’Pro', packName: 'Revendeur 50' }, CALL);
  const packId = host.packs[0]?.id ?? '';

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

  /** Adds a client with a contact and one account, unless told otherwise. Returns his id. */
  async function addClient({ company = 'Boulangerie du Port', language = 'fr', contact, accounts = [{}] }: NewClient = {}): Promise<string> {
    const id = core.ids.next();
    const now = core.clock.now();
    const record: ClientRecord = {
      id,
      number: '',
      company,
      language,
      note: '',
      batchId: null,
      createdAt: now,
      changedAt: now,
      contacts: [
        {
          id: core.ids.next(),
          role: 'owner',
          firstName: 'Jeanne',
          lastName: 'Le Goff',
          email: `contact-${id.slice(-6)}@boulangerie.example`,
          phone: '',
          language: null,
          validFrom: TODAY,
          validTo: null,
          ...contact,
        },
      ],
      accounts: accounts.map((account) => ({
        id: core.ids.next(),
        packId,
        login: 'boul',
        mainDomain: `site-${id.slice(-6)}.example`,
        otherDomains: [],
        plan: 'S',
        orderedOn: null,
        status: 'active',
        createdAt: now,
        ...account,
      })),
    };
    await core.db.write((tx) => saveRecords(tx, [record]));
    return id;
  }

  const publish = (effectiveOn = TODAY, more: Partial<Parameters<typeof policies.publish>[0]> = {}) =>
    policies.publish(
      {
        hostId: HostId.parse(host.id),
        terms: { lawCountry: 'FR', answerWithinHours: 48, reminderMonths: 6, platforms: '', cost: '' },
        effectiveOn,
        kind: 'notice',
        changelog: CHANGELOG,
        material: true,
        ...more,
      },
      CALL,
    );

  /** Issues to the end and returns the result. */
  async function issue(input: Parameters<typeof notices.issue>[0], signal?: AbortSignal) {
    for await (const step of notices.issue(input, { signal })) if (step.kind === 'done') return step.result;
    throw new Error('no result');
  }

  /** Everything queued, read back as the mail it is. */
  async function queued() {
    const rows = await core.db.read
      .selectFrom('outbox')
      .innerJoin('outbox_content', 'outbox_content.outbox_id', 'outbox.id')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return Promise.all(rows.map(async (row) => ({ row, mail: await nodemailerFormat.read(row.eml) })));
  }

  /** What poppler's tools say about a PDF. */
  const poppler = (tool: 'pdftotext' | 'pdfinfo', bytes: Uint8Array, ...options: string[]): string => {
    const file = join(test.folder, 'probe.pdf');
    writeFileSync(file, bytes);
    return execFileSync(tool, tool === 'pdftotext' ? [...options, file, '-'] : [...options, file], { encoding: 'utf8' });
  };

  const close = async (): Promise<void> => {
    await pdf.close();
    await test.close();
  };
  return { ...test, close, notices, policies, hosts, outbox, host, packId, set, addClient, publish, issue, queued, poppler };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
