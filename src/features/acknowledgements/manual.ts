import type { z } from 'zod';
import type { EvidenceRow, NoteKind } from '../../contract/evidence.ts';
import { fail } from '../../contract/fail.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { addEvidence, findEvidence, type NewEvidence } from '../evidence/index.ts';
import { readAuthor } from '../settings/index.ts';
import { type CoveredAccount, coveredAccounts, domainsOf } from './accounts.repo.ts';
import { documentType, isWhole } from './document.rules.ts';

/** What a person says by hand about a client and a version. */
export interface ByHand {
  readonly clientId: string;
  readonly versionId: string;
  readonly accountIds: readonly string[];
  readonly happenedAt: string;
  readonly note: string;
  readonly attachment?: FileRef | undefined;
}

type Shown = z.input<typeof EvidenceRow>;

/**
 * Records what the reseller knows: a call, a letter, a draft sent by hand. Throws `client_not_found`, `account_not_found`,
 * `version_not_found`, `date_in_future`, `date_before_version` and the errors of a file.
 */
export async function addNote(core: Core, input: ByHand & { readonly kind: NoteKind }): Promise<Shown> {
  return await record(core, input, { rung: 'noted', noteKind: input.kind, file: await fileOf(core, input.attachment) });
}

/** Records the signed notice. Only a PDF or a picture counts, by its content. Throws `attachment_not_a_document`, `attachment_damaged` too. */
export async function addSigned(core: Core, input: ByHand): Promise<Shown> {
  const file = await fileOf(core, input.attachment);
  const mime = file === null ? null : documentType(file.bytes);
  if (file === null || mime === null) throw fail('attachment_not_a_document', {});
  if (!isWhole(file.bytes, mime)) throw fail('attachment_damaged', {});
  return await record(core, input, { rung: 'signed', noteKind: null, file: { ...file, mime } });
}

async function fileOf(core: Core, ref: FileRef | undefined): Promise<NewEvidence['file']> {
  if (ref === undefined) return null;
  const { file, bytes } = await core.files.bytes(ref);
  return { name: file.name, mime: documentType(bytes) ?? 'application/octet-stream', bytes };
}

type Kind = Pick<NewEvidence, 'rung' | 'noteKind' | 'file'>;

async function record(core: Core, input: ByHand, kind: Kind): Promise<Shown> {
  const happenedAt = Date.parse(input.happenedAt);
  if (happenedAt > core.clock.now()) throw fail('date_in_future', {});
  const id = await core.db.write(async (tx) => {
    const { client, version, accounts } = await covered(tx, input);
    // People name a minute, not a second: the minute of the publication counts.
    if (happenedAt < startOfMinute(version.published_at)) throw fail('date_before_version', {});
    const author = await readAuthor(core, tx);
    return await addEvidence(core, tx, {
      ...kind,
      clientId: input.clientId,
      clientName: client.name,
      hostId: version.host_id,
      versionId: input.versionId,
      noticeId: null,
      outboxId: null,
      accountIds: accounts.map((account) => account.id),
      domains: domainsOf(accounts),
      origin: 'hand',
      author,
      note: input.note,
      replyId: null,
      happenedAt,
      serverReply: '',
    });
  });
  core.changed('evidence', 'clients', 'notices', 'ledger');
  const shown = await findEvidence(core.db.read, id);
  if (shown === undefined) throw new Error('A proof that was just added is not there');
  return shown;
}

function startOfMinute(at: number): number {
  return at - (at % MINUTE_MS);
}

interface Covered {
  readonly client: { readonly name: string };
  readonly version: { readonly host_id: string; readonly published_at: number };
  readonly accounts: readonly CoveredAccount[];
}

/** Who and what the proof is about. The accounts must be this client's, at the host whose version it is. */
async function covered(db: ReadDb, { clientId, versionId, accountIds }: ByHand): Promise<Covered> {
  const client = await db.selectFrom('client').select('name').where('id', '=', clientId).executeTakeFirst();
  if (client === undefined) throw fail('client_not_found', {});
  const version = await db
    .selectFrom('policy_version')
    .select(['host_id', 'published_at'])
    .where('id', '=', versionId)
    .where('kind', '=', 'notice')
    .executeTakeFirst();
  if (version === undefined) throw fail('version_not_found', {});
  const wanted = new Set(accountIds);
  const accounts = (await coveredAccounts(db, { clientId, hostId: version.host_id })).filter(({ id }) => wanted.has(id));
  if (accounts.length < wanted.size) throw fail('account_not_found', {});
  return { client, version, accounts };
}
