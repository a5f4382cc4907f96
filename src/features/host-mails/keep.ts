import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { HostMailSource } from '../../contract/host-mails.ts';
import { HostMailId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { clip, safeFileName, singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { addHostMail, findCase, incidentOf, openIncident, originalHostMail, type ReadyMail } from '../incidents/index.ts';
import { openHostMail } from './put-in.ts';
import { wantedIn } from './wanted.rules.ts';
import { judge, LEGIBLE, momentSaid, readBy } from './when.ts';

type Own = Handlers<Contract['hostMails']>;
type Open = Handlers<Contract['incidents']>['open'];

const SHORT = 300;
/** RFC 5322 allows a line no more. */
const MESSAGE_ID = 998;
/** What a note of the story holds. */
const NOTE = 5000;

/** What was put in, to be kept with a case of this pack: its days are those of the pack's host. */
interface PutInFor {
  readonly source: HostMailSource;
  readonly packId: string;
}

/** Takes what was put in as it came, with what its head says. A mail that was passed on inside another text keeps no number: the one of the passage is another. Throws what `openHostMail` throws. */
async function readyMail(core: Core, { source, packId }: PutInFor): Promise<{ readonly mail: ReadyMail; readonly text: string }> {
  const { words, machine, isMail, attached } = await openHostMail(core, source, undefined);
  const original = 'text' in source ? core.codec.encodeUtf8(source.text) : (await core.files.bytes(source.fileRef)).bytes;
  const head = isMail ? await core.mail.read(attached ?? original).catch(() => null) : null;
  const isOwnHead = head !== null && head.from.address === words.from && head.dateMs === words.at;
  const by = await readBy(core, words, packId);
  const text = words.text.slice(0, LEGIBLE);
  const { sentence: _, ...wanted } = wantedIn({ ...words, text }, { zone: by.zone, at: words.at ?? core.clock.now() });
  const mail = {
    original,
    sha256: core.hasher.sha256(original),
    isMail,
    from: clip(singleLine(words.from), SHORT),
    subject: clip(singleLine(words.subject), SHORT),
    writtenAt: words.at,
    messageId: isOwnHead ? clip(singleLine(head.messageId), MESSAGE_ID) : '',
    namesMoment: momentSaid(core, { words, ...judge(core, { words, machine }), by }) !== null,
    ...wanted,
  };
  return { mail, text: `${words.subject}\n\n${text}`.trim().slice(0, NOTE) };
}

/** Opens a case, and keeps the mail of the host with it where it is opened from one. Throws what `readyMail` throws, and then opens nothing. */
export async function openWithMail(core: Core, { mail, ...opening }: Parameters<Open>[0]): ReturnType<Open> {
  const id = await openIncident(core, opening, mail === undefined ? null : (await readyMail(core, { source: mail, packId: opening.packId })).mail);
  return await incidentOf(core, core.db.read, await findCase(core, core.db.read, id));
}

/** Keeps a further mail of the host with a case. Throws `incident_not_found`, `incident_closed`, `host_mail_kept` and what `readyMail` throws. */
export async function addMail(core: Core, { incidentId: id, source }: Parameters<Own['add']>[0]): ReturnType<Own['add']> {
  const { stored } = await findCase(core, core.db.read, id);
  if (stored.closedAt !== null) throw fail('incident_closed', {});
  return { mailId: HostMailId.parse(await addHostMail(core, { id, ...(await readyMail(core, { source, packId: stored.packId })) })) };
}

/** The mail as it came, as a file. Throws `host_mail_not_found`. */
export async function originalMail(core: Core, which: Parameters<Own['original']>[0]): ReturnType<Own['original']> {
  const found = await originalHostMail(core.db.read, which);
  if (found === undefined) throw fail('host_mail_not_found', {});
  const isMail = found.is_mail === 1;
  const name = safeFileName(found.subject === '' ? found.from_address : found.subject);
  const { ref } = await core.files.put(`${name}.${isMail ? 'eml' : 'txt'}`, isMail ? 'message/rfc822' : 'text/plain', found.original);
  return { fileRef: ref };
}
