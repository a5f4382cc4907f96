import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Suppression } from './bounces.ts';
import { CalendarDate, Instant, Language, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { ConfirmationId, FileRef, IncidentId } from './ids.ts';

/** What has to be known before anybody is asked to unblock an address: who wrote to it, whose it is, from which address, when last, and what came back. */
export const RECIPIENT_FACTS = ['writer', 'family', 'sender', 'lastMailOn', 'answer'] as const;
export const RecipientFact = z.enum(RECIPIENT_FACTS);
export type RecipientFact = z.infer<typeof RecipientFact>;

export const RecipientFacts = z.object({
  /** Name and role. */
  writer: z.string().trim().max(300),
  /** The family or person who receives nothing. */
  family: z.string().trim().max(300),
  sender: z.union([z.literal(''), z.email()]),
  lastMailOn: CalendarDate.nullable(),
  /** What the server answered, text and code as they stood. */
  answer: z.string().trim().max(5000),
});
export type RecipientFacts = z.infer<typeof RecipientFacts>;

/** Where a mailbox is read. */
export const MAIL_SERVICES = ['gmail', 'outlook', 'yandex', 'mailru', 'other'] as const;
export const MailService = z.enum(MAIL_SERVICES);
export type MailService = z.infer<typeof MailService>;

/** What makes a mail no plain word of the recipient himself. `unclear`: it says neither that he wants the mails nor that he does not. */
export const CONFIRMATION_SIGNS = [
  'other_address',
  'auto_reply',
  'bounce',
  'complaint',
  'nothing_own',
  'refuses',
  'unclear',
  'before_last_mail',
  'not_authentic',
  'not_proved',
  'no_date',
] as const;
export const ConfirmationSign = z.enum(CONFIRMATION_SIGNS);
export type ConfirmationSign = z.infer<typeof ConfirmationSign>;

/** A mail that was put in as the recipient's own word. It is kept as it came. */
export const ConfirmationMail = z.object({
  id: ConfirmationId,
  /** The date it bears; null = none. */
  writtenAt: Instant.nullable(),
  takenAt: Instant,
  author: z.string(),
  from: z.string(),
  subject: z.string(),
  /** What its writer wrote himself, without what he quoted. */
  own: z.string(),
  sha256: Sha256,
  signs: z.array(ConfirmationSign),
  /** A person's word on it, which counts more than the signs. */
  decision: z.object({ accepted: z.boolean(), reason: z.string(), at: Instant, author: z.string() }).nullable(),
  /** `doubtful`: a person has to decide. */
  state: z.enum(['confirmed', 'doubtful', 'refused']),
});
export type ConfirmationMail = z.infer<typeof ConfirmationMail>;

/** One recipient who is written to no more, as a case of the kind `recipient` has him. */
export const BlockedRecipient = z.object({
  incidentId: IncidentId,
  address: z.string(),
  /** The address it was meant to be; empty = it is right as it stands, or nobody looked. */
  corrected: z.string(),
  facts: RecipientFacts,
  missing: z.array(RecipientFact),
  /** What this program knows of the last message to him, to be taken over. */
  known: RecipientFacts.pick({ sender: true, lastMailOn: true, answer: true }),
  /** Addresses it may have been meant to be, likeliest first. */
  likely: z.array(z.string()),
  /** Nothing is sent to him now; `daysLeft` null = for good. */
  paused: z.object({ suppression: Suppression, daysLeft: z.number().nullable() }).nullable(),
  /** So many days an address that failed for good is written to no more: the host's number, 90 where it gives none. */
  pauseDays: z.number(),
  /** Newest first. */
  mails: z.array(ConfirmationMail),
  confirmed: z.boolean(),
  service: MailService,
  /** Language of whoever has to be told. */
  language: Language,
  /** What he may write to be written to again, in that language. */
  wish: z.string(),
});
export type BlockedRecipient = z.infer<typeof BlockedRecipient>;

/** How somebody tells his mail program to trust a sender. */
export const TrustAdvice = z.object({
  service: MailService,
  language: Language,
  /** As it is handed out, with the sending address in it. */
  text: z.string(),
  /** As it is kept: `{{sender}}` stands for the sending address. */
  wording: z.string(),
  /** The reseller's own wording, not the one that comes with the program. */
  own: z.boolean(),
});
export type TrustAdvice = z.infer<typeof TrustAdvice>;

const Which = z.object({ incidentId: IncidentId });
const Reason = z.string().trim().min(1).max(1000);
const ACTING = ['incident_not_found', 'incident_closed', 'not_about_recipient'] as const;

export const recipients = {
  get: oc.input(Which).output(BlockedRecipient).errors(errors('incident_not_found', 'not_about_recipient')),
  /** Writes down what is known; once nothing is missing, the step is done. */
  setFacts: oc
    .input(Which.extend({ facts: RecipientFacts.partial() }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING, 'date_in_future')),
  /** Nothing is sent to the address from now on, for `pauseDays`; what is paused already lasts until the later of both days. */
  pause: oc
    .input(Which)
    .output(BlockedRecipient)
    .errors(errors(...ACTING)),
  /** Writes to it again before the time is over. Whoever complained has to have written himself first; where his whole domain is held back, that stays. */
  release: oc
    .input(Which.extend({ reason: Reason }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING, 'recipient_not_paused', 'recipient_domain_held', 'suppression_kept')),
  /** The address it was meant to be, or null: it is right as it stands. */
  correct: oc
    .input(Which.extend({ address: z.email().nullable() }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING)),
  /** Where he reads his mail, once somebody knows better than his address says. */
  setService: oc
    .input(Which.extend({ service: MailService }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING)),
  /** Keeps a mail that was put in as the recipient's own word, and judges it. One that is plainly his ends the step. */
  takeMail: oc
    .input(Which.extend({ fileRef: FileRef }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING, 'file_not_found', 'file_incomplete', 'file_empty', 'file_too_large', 'mail_unreadable', 'confirmation_known')),
  /** A person's word on a mail. */
  decide: oc
    .input(Which.extend({ mailId: ConfirmationId, accepted: z.boolean(), reason: Reason }))
    .output(BlockedRecipient)
    .errors(errors(...ACTING, 'confirmation_not_found')),
  /** The mail as it came. */
  original: oc
    .input(Which.extend({ mailId: ConfirmationId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('incident_not_found', 'not_about_recipient', 'confirmation_not_found')),
  /** How to trust a sender; without `sender` the place for it stays open. */
  advice: oc
    .input(z.object({ service: MailService, language: Language, sender: z.string().max(254).default('') }))
    .output(TrustAdvice)
    .errors(errors()),
  /** Own wording; null gives it back. */
  setAdvice: oc
    .input(z.object({ service: MailService, language: Language, wording: z.string().trim().min(1).max(10_000).nullable() }))
    .output(TrustAdvice)
    .errors(errors()),
};
