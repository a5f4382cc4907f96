import { fail } from '../../contract/fail.ts';
import type { CaseLetterKind } from '../../contract/incidents.ts';
import type { LetterBlock, LetterReader } from '../../contract/letters.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import type { Language } from '../../shared/language.ts';
import { returnPathFor } from '../../shared/return-path.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import type { OutgoingMessage } from '../hooks.ts';
import { missingFacts, stepsBefore } from '../incidents/index.ts';
import { draftOf } from '../notices/index.ts';
import { readSettings } from '../settings/index.ts';
import { stepFor } from './forms.rules.ts';
import { blockOf, type Gathered, gather, type LetterOrder } from './gather.ts';

/** A letter ready to be written down: what it says is settled, and so is its PDF. */
export interface PreparedLetter {
  readonly incidentId: string;
  readonly kind: CaseLetterKind;
  readonly reader: LetterReader;
  readonly language: Language;
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly to: string;
  readonly subject: string;
  /** Canonical JSON of what it says, and its hash. */
  readonly content: string;
  readonly contentSha256: string;
  readonly text: string;
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly byHand: LetterOrder['values'];
  readonly notKnown: readonly MergeField[];
  /** What leaves by the outbox; null = it is handed in. */
  readonly message: Omit<OutgoingMessage, 'dueAt'> | null;
}

/**
 * Composes a letter and seals it. Throws `incident_not_found`, `incident_closed`, `client_not_found`, `findings_missing`, `step_too_early`, `letter_not_entitled`,
 * `letter_no_contact`, `sender_not_set`, `letter_incomplete`.
 */
export async function prepareLetter(core: Core, order: LetterOrder): Promise<PreparedLetter> {
  const gathered = await gather(core, order);
  const { reader, recipient, composed, to, byHand, fields } = gathered;
  const blocked = await blockOf(core, gathered, order.kind);
  if (blocked !== null) throw failureOf(blocked, { ...gathered, kind: order.kind });
  if (composed.missing.length > 0) throw fail('letter_incomplete', { fields: await namesOf(core, composed.missing) });
  const pdf = await core.pdf.render(composed.letter.pdf);
  const { content, canonical, contentSha256, letter } = composed;
  return {
    ...{ incidentId: order.incidentId, kind: order.kind, reader, to, contentSha256, byHand, pdf },
    language: content.language,
    client: recipient === null ? null : { id: recipient.client.id, name: recipient.client.name },
    subject: content.subject,
    content: canonical,
    text: letter.text,
    html: letter.html,
    notKnown: fields.filter(({ field, source }) => source === 'unknown' && order.notKnown.includes(field)).map(({ field }) => field),
    message: reader === 'client' ? await messageOf(core, gathered, pdf) : null,
  };
}

/** The failure that says why a letter may not be written. */
export function failureOf(
  blocked: LetterBlock,
  { found, recipient, kind }: Pick<Gathered, 'found'> & { readonly recipient: Gathered['recipient'] | null; readonly kind: CaseLetterKind },
) {
  switch (blocked) {
    case 'step_too_early':
      return fail('step_too_early', { count: stepsBefore(found.steps, stepFor(kind, found.steps) ?? 'ask_unblocking').length });
    case 'not_entitled':
      return fail('letter_not_entitled', {});
    case 'no_contact':
      return fail('letter_no_contact', { client: recipient?.client.name ?? found.stored.reference });
    case 'nobody_named':
      return fail('letter_nobody_named', {});
    case 'facts_missing':
      return fail('recipient_facts_missing', { count: found.stored.subject.kind === 'recipient' ? missingFacts(found.stored.subject).length : 0 });
    case 'findings_missing':
    case 'sender_not_set':
    case 'incident_closed':
      return fail(blocked, {});
  }
}

async function namesOf(core: Core, fields: readonly MergeField[]): Promise<string> {
  const { language } = await readSettings(core, core.db.read);
  return fields.map((field) => core.texts.t(language ?? 'en', `fields:name.${field}`)).join(', ');
}

/** The mail of a letter: one client, his own language, counted by the limits of the pack of the case. */
async function messageOf(core: Core, { found, recipient, composed, to }: Gathered, pdf: Uint8Array): Promise<PreparedLetter['message']> {
  if (recipient === null) return null;
  const { desk, content, letter } = composed;
  const name = recipient.contact?.email === to ? recipient.contact.name : '';
  const fileName = `${safeFileName(content.title)}.pdf`;
  const mail = draftOf(desk, { to: { name: name || recipient.client.name, address: to }, content, text: letter.text, html: letter.html, fileName }, pdf);
  return {
    kind: 'letter',
    noticeId: null,
    clientId: recipient.client.id,
    clientName: recipient.client.name,
    hostId: found.stored.hostId,
    packId: found.stored.packId,
    transport: desk.transport,
    language: content.language,
    sender: mail.from.address,
    returnPath: returnPathFor(desk.sender.bounceAddress || mail.from.address, mail.messageId),
    recipient: mail.to.address,
    subject: mail.subject,
    messageId: mail.messageId,
    eml: await core.mail.write(mail),
  };
}
