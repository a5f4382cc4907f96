import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { startOfDay } from '../../shared/calendar.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { mailBody, splitWords } from '../acknowledgements/index.ts';
import { classifyMail } from '../bounces/index.ts';
import { parseAddress } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { wholeFile } from '../files/index.ts';
import { markStep, type RecipientSubject, tellStory } from '../incidents/index.ts';
import { readAuthor } from '../settings/index.ts';
import { signsOf } from './confirmation.rules.ts';
import { decideMail, insertMail, type NewMail, originalMail, readMails } from './mails.repo.ts';
import { findRecipientCase } from './view.ts';

type Own = Handlers<Contract['recipients']>;

/** A few words, perhaps with what they answer and a picture in the signature. */
const LIMIT_BYTES = 10 * 1024 * 1024;
const SUBJECT = 300;
const OWN_WORDS = 2000;

/** Keeps a mail that was put in as the recipient's own word. What is plainly his ends the step; anything else waits for a person. */
export async function takeMail(core: Core, { incidentId, fileRef }: Parameters<Own['takeMail']>[0]): Promise<void> {
  const { bytes, sha256 } = await wholeFile(core, fileRef, LIMIT_BYTES);
  const mail = await openMail(core, bytes);
  await core.db.write(async (tx) => {
    const { found, subject } = await findRecipientCase(core, tx, incidentId);
    if (found.stored.closedAt !== null) throw fail('incident_closed', {});
    const kept: NewMail = {
      ...judged(core, mail, subject),
      id: core.ids.next(),
      incidentId,
      sha256,
      takenAt: core.clock.now(),
      author: await readAuthor(core, tx),
      eml: bytes,
    };
    if (!(await insertMail(tx, kept))) throw fail('confirmation_known', {});
    const line = { told: { key: 'recipient_wrote', values: { from: kept.from } }, text: kept.own || kept.subject } as const;
    if (kept.signs.length === 0) await markStep(core, tx, { id: incidentId, step: 'await_confirmation', state: 'done', ...line });
    else await tellStory(core, tx, { id: incidentId, what: 'note', step: 'await_confirmation', ...line });
  });
  core.changed('incidents');
}

/** Throws `mail_unreadable` for what is no mail: one without a sender is none. */
async function openMail(core: Core, bytes: Uint8Array): Promise<ParsedMail> {
  const mail = await core.mail.read(bytes).catch((error: unknown) => {
    core.logger.info('mail_unreadable', {});
    throw fail('mail_unreadable', {}, error);
  });
  if (mail.from.address === '') throw fail('mail_unreadable', {});
  return mail;
}

function judged(
  core: Core,
  mail: ParsedMail,
  { address, corrected, lastMailOn }: RecipientSubject,
): Pick<NewMail, 'from' | 'subject' | 'own' | 'writtenAt' | 'signs'> {
  const { own } = splitWords(mailBody(mail));
  const from = parseAddress(mail.from.address)?.key ?? mail.from.address.toLowerCase();
  const signs = signsOf({
    sameAddress: [address, corrected].some((one) => one !== '' && parseAddress(one)?.key === from),
    nature: classifyMail(mail, (part) => core.codec.decode(part, 'utf-8')).nature,
    own,
    writtenAt: mail.dateMs,
    lastMailAt: lastMailOn === null ? null : startOfDay(lastMailOn, core.clock.timeZone()),
    from,
    authentication: mail.headers.find(({ name }) => name.toLowerCase() === 'authentication-results')?.value ?? '',
  });
  return { from: singleLine(mail.from.address), subject: clip(singleLine(mail.subject), SUBJECT), own: clip(own, OWN_WORDS), writtenAt: mail.dateMs, signs };
}

/** Writes down what a person makes of a mail. Without any that confirms, the step is open again. */
export async function decide(core: Core, { incidentId, mailId, accepted, reason }: Parameters<Own['decide']>[0]): Promise<void> {
  await core.db.write(async (tx) => {
    const { found } = await findRecipientCase(core, tx, incidentId);
    if (found.stored.closedAt !== null) throw fail('incident_closed', {});
    const decision = { accepted, reason, at: core.clock.now(), author: await readAuthor(core, tx) };
    if (!(await decideMail(tx, { incidentId, id: mailId }, decision))) throw fail('confirmation_not_found', {});
    const confirmed = (await readMails(tx, incidentId)).some(({ state }) => state === 'confirmed');
    const isDone = found.steps.some(({ id, state }) => id === 'await_confirmation' && state === 'done');
    const line = { told: { key: accepted ? 'recipient_mail_accepted' : 'recipient_mail_refused', values: {} }, text: reason } as const;
    if (confirmed === isDone) await tellStory(core, tx, { id: incidentId, what: 'note', step: 'await_confirmation', ...line });
    else await markStep(core, tx, { id: incidentId, step: 'await_confirmation', state: confirmed ? 'done' : 'open', ...line, again: true });
  });
  core.changed('incidents');
}

/** The mail as it came. */
export async function original(core: Core, { incidentId, mailId }: Parameters<Own['original']>[0]): ReturnType<Own['original']> {
  await findRecipientCase(core, core.db.read, incidentId);
  const found = await originalMail(core.db.read, { incidentId, id: mailId });
  if (found === undefined) throw fail('confirmation_not_found', {});
  const { ref } = await core.files.put(`${found.from_address}.eml`, 'message/rfc822', found.eml);
  return { fileRef: ref };
}
