import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { HostMailSource, KeptHostMail } from '../../contract/host-mails.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { clip, safeFileName, singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { momentIn } from './date.rules.ts';
import { insertHostMail, type NewHostMail, originalHostMail } from './kept.repo.ts';
import { openHostMail } from './put-in.ts';

type Own = Handlers<Contract['hostMails']>;

const SHORT = 300;
/** RFC 5322 allows a line no more. */
const MESSAGE_ID = 998;
const LEGIBLE = 20_000;

/** A mail of the host, read and ready to be kept with the case that it opens. */
export type ReadyMail = Omit<NewHostMail, 'id' | 'incidentId' | 'takenAt' | 'author'>;

/** Takes what was put in as it came, with what its head says. A mail that was passed on inside another text keeps no number: the one of the passage is another. Throws what `openHostMail` throws. */
export async function readyMail(core: Core, source: HostMailSource): Promise<ReadyMail> {
  const { words, isMail, attached } = await openHostMail(core, source, undefined);
  const original = 'text' in source ? core.codec.encodeUtf8(source.text) : (await core.files.bytes(source.fileRef)).bytes;
  const head = isMail ? await core.mail.read(attached ?? original).catch(() => null) : null;
  const isOwnHead = head !== null && head.from.address === words.from && head.dateMs === words.at;
  const frame = { zone: core.clock.timeZone(), at: words.at ?? core.clock.now() };
  return {
    original,
    sha256: core.hasher.sha256(original),
    isMail,
    from: clip(singleLine(words.from), SHORT),
    subject: clip(singleLine(words.subject), SHORT),
    writtenAt: words.at,
    messageId: isOwnHead ? clip(singleLine(head.messageId), MESSAGE_ID) : '',
    namesMoment: momentIn(`${words.subject}\n${words.text.slice(0, LEGIBLE)}`, frame) !== null,
  };
}

/** Keeps a mail with the case that it opened. */
export async function keepMail(core: Core, tx: WriteDb, kept: ReadyMail & Pick<NewHostMail, 'incidentId' | 'takenAt' | 'author'>): Promise<void> {
  await insertHostMail(tx, { ...kept, id: core.ids.next() });
}

/** Whether all that is known of when it happened is the date of the mail: it had happened by then. `at` = the moment of the case, epoch milliseconds; forms know no seconds. */
export function isDatedByMail(mails: readonly Pick<KeptHostMail, 'writtenAt' | 'namesMoment'>[], at: number): boolean {
  return mails.some(({ writtenAt, namesMoment }) => !namesMoment && writtenAt !== null && Math.abs(Date.parse(writtenAt) - at) < 60_000);
}

/** The mail as it came, as a file. Throws `confirmation_not_found`. */
export async function originalMail(core: Core, which: Parameters<Own['original']>[0]): ReturnType<Own['original']> {
  const found = await originalHostMail(core.db.read, which);
  if (found === undefined) throw fail('confirmation_not_found', {});
  const isMail = found.is_mail === 1;
  const name = safeFileName(found.subject === '' ? found.from_address : found.subject);
  const { ref } = await core.files.put(`${name}.${isMail ? 'eml' : 'txt'}`, isMail ? 'message/rfc822' : 'text/plain', found.original);
  return { fileRef: ref };
}
