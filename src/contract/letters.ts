import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, PlannableDate, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { EvidenceRow } from './evidence.ts';
import { HandInWay, Handover } from './hand-in.ts';
import { ClientId, FileRef, IncidentId, LetterId, OutboxId } from './ids.ts';
import { CaseLetterKind, StepId, ValueOrigin } from './incidents.ts';
import { MergeField } from './merge-fields.ts';

export { HandInWay, Handover } from './hand-in.ts';

/** Who reads it. Only what a client reads leaves by the outbox; what a host or a list reads is handed in by the reseller himself. */
export const LetterReader = z.enum(['client', 'host', 'list']);
export type LetterReader = z.infer<typeof LetterReader>;

/**
 * `ready`: written, and to be handed in by hand; `given`: handed in, with day and channel; the others as its message stands. `sent` = a mail server took it;
 * `practised` = the practice mailbox took it, and nobody got it; `prepared` = written as a draft, and whether it was sent is not known (as the rungs of evidence).
 */
export const LetterState = z.enum(['ready', 'given', 'queued', 'sent', 'practised', 'prepared', 'failed', 'uncertain', 'withdrawn']);
export type LetterState = z.infer<typeof LetterState>;

const Told = z.string().trim().max(5000);

/** What was answered, word for word. */
export const LetterAnswer = z.object({
  on: CalendarDate,
  outcome: z.enum(['granted', 'refused', 'asked_more']),
  text: Told,
  author: z.string(),
});
export type LetterAnswer = z.infer<typeof LetterAnswer>;

/** A letter of a case. What it says never changes once it is written. */
export const Letter = z.object({
  id: LetterId,
  incidentId: IncidentId,
  kind: CaseLetterKind,
  /** The step of the case it belongs to; null = the case has no such step. */
  step: StepId.nullable(),
  reader: LetterReader,
  language: Language,
  clientId: ClientId.nullable(),
  clientName: z.string(),
  /** Address it goes to; empty = it is handed in. */
  to: z.string(),
  subject: z.string(),
  contentSha256: Sha256,
  createdAt: Instant,
  author: z.string(),
  state: LetterState,
  outboxId: OutboxId.nullable(),
  /** When the server took it, and what it said. */
  sentAt: Instant.nullable(),
  serverReply: z.string(),
  given: Handover.nullable(),
  /** When to ask again if nothing is heard. */
  followUpOn: CalendarDate.nullable(),
  /** The last one, word for word; null = nothing has come. */
  answer: LetterAnswer.nullable(),
  /** Those before it, the first one first. */
  answersBefore: z.array(LetterAnswer),
  /** Facts that the letter says are not known. */
  notKnown: z.array(MergeField),
});
export type Letter = z.infer<typeof Letter>;

/** What a letter is made of. Left out: the language of its reader, whoever the case is about, and what the case knows. */
export const LetterInput = z.object({
  incidentId: IncidentId,
  kind: CaseLetterKind,
  language: Language.optional(),
  clientId: ClientId.optional(),
  /** Put right or added by hand. */
  values: z.partialRecord(MergeField, z.string().max(5000)).default({}),
  notKnown: z.array(MergeField).default([]),
});
export type LetterInput = z.infer<typeof LetterInput>;

/** Letters that are written here. What a feature of its own asks, tells or plans (rounds of questions, re-permission, the uninvolved) is written only there. */
export const OwnLetterKind = CaseLetterKind.exclude(['explanation_request', 'repermission', 'innocent_notice']);
export type OwnLetterKind = z.infer<typeof OwnLetterKind>;

/** Where a value comes from. */
export const ValueSource = z.enum(['case', ...ValueOrigin.shape.from.options, 'evidence', 'records', 'by_hand', 'unknown']);
export type ValueSource = z.infer<typeof ValueSource>;

/** Why a letter may not be written yet. */
export const LetterBlock = z.enum([
  'findings_missing',
  'step_too_early',
  'not_entitled',
  'no_contact',
  'nobody_named',
  'facts_missing',
  'sender_not_set',
  'incident_closed',
]);
export type LetterBlock = z.infer<typeof LetterBlock>;

/** What a client had really been told for the host of a case, newest first. */
export const ToldClient = z.object({
  clientId: ClientId,
  name: z.string(),
  evidence: z.array(EvidenceRow.pick({ id: true, rung: true, happenedAt: true, versionId: true, versionNumber: true })),
});
export type ToldClient = z.infer<typeof ToldClient>;

/** Why the cause that is noted is not told to a client. `not_his`: it is not established that it came from him alone. */
export const CauseKept = z.enum(['not_his', 'names_another']);
export type CauseKept = z.infer<typeof CauseKept>;

/** A field of a letter. `elsewhere`: it says nothing, and that stands for it in letters in another language; `kept`: what the case knows is not told, with the names it holds. */
export const ComposedField = z.object({
  field: MergeField,
  value: z.string(),
  source: ValueSource,
  at: Instant.optional(),
  mayBeUnknown: z.boolean(),
  elsewhere: z.object({ language: Language, value: z.string() }).optional(),
  kept: z.object({ because: CauseKept, names: z.array(z.string()) }).optional(),
});
export type ComposedField = z.infer<typeof ComposedField>;

const Which = z.object({ id: LetterId });

export const ListedLetter = Letter.extend({ mayRepeat: z.boolean(), outdated: z.boolean(), leavesAt: Instant.nullable() });
export type ListedLetter = z.infer<typeof ListedLetter>;

const errorsOfWriting = [
  'incident_not_found',
  'incident_closed',
  'client_not_found',
  'client_not_concerned',
  'client_innocent',
  'findings_missing',
  'step_too_early',
  'letter_incomplete',
  'letter_not_entitled',
  'letter_no_contact',
  'letter_nobody_named',
  'recipient_facts_missing',
  'sender_not_set',
] as const;

export const letters = {
  /**
   * Letters of a case, newest first. `mayRepeat`: nobody got it and no other of its kind to the same client stands, so that it may be written `again`. `outdated`: it
   * has not left, and was written before it was put right what the case is about or when it happened. `leavesAt`: before that it does not leave; null = it does not wait to.
   */
  list: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(z.array(ListedLetter))
    .errors(errors('incident_not_found')),
  get: oc
    .input(Which)
    .output(Letter.extend({ text: z.string(), html: z.string() }))
    .errors(errors('letter_not_found')),
  /** Letters this case may have, in the order of its steps, with what keeps one from being written. */
  possible: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(
      z.array(
        z.object({
          kind: OwnLetterKind,
          step: StepId.nullable(),
          reader: LetterReader,
          language: Language,
          blocked: LetterBlock.nullable(),
          written: z.number(),
          /** Where a letter to the host is handed in; null = its rules name no way, or a list reads it. */
          handIn: HandInWay.nullable(),
          /** How it is likely handed in, and the host's ticket, as far as the case knows: what `give` may be asked with. */
          giveAs: Handover.pick({ ticket: true }).extend({ channel: Handover.shape.channel.nullable() }),
        }),
      ),
    )
    .errors(errors('incident_not_found')),
  /** A letter as it would be, with every field it uses, where its value comes from and when it was read there, and the same in the language of whoever asks. Writes nothing. */
  compose: oc
    .input(LetterInput.extend({ readerLanguage: Language.optional() }))
    .output(
      z.object({
        language: Language,
        reader: LetterReader,
        /** Who reads it; null = a host or a list, or nobody is named yet. */
        clientId: ClientId.nullable(),
        to: z.string(),
        /** That address is on an account which the host stopped: he may not get it. */
        atStopped: z.boolean(),
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        translation: z.object({ language: Language, subject: z.string(), text: z.string() }).nullable(),
        fields: z.array(ComposedField),
        missing: z.array(MergeField),
        blocked: LetterBlock.nullable(),
      }),
    )
    .errors(errors('incident_not_found', 'client_not_found')),
  /**
   * Clients who are named in words for a client (`clientId`), or for a host or a list: names, domains and logins as they stand there. The reader's own are none, nor, for
   * a host or a list, domains and logins of whoever may have caused it.
   */
  named: oc
    .input(z.object({ incidentId: IncidentId, text: z.string().max(50_000), clientId: ClientId.optional() }))
    .output(z.array(z.string()))
    .errors(errors('incident_not_found')),
  /**
   * Writes it: what a client reads is queued in the same breath, and its step waits until it left; what a host or a list reads is `ready`, and its step stays as it is until
   * somebody hands it in.
   */
  write: oc
    .input(LetterInput.extend({ kind: OwnLetterKind, followUpOn: PlannableDate.optional() }))
    .output(Letter)
    .errors(errors(...errorsOfWriting)),
  /**
   * Writes the same letter anew, with what was put in by hand and what the case knows now: one that failed, was taken back by mistake, or, once letters leave by a real
   * server, was only practised or written as a draft. Refused (`letter_wrong_state`) for any other, where one of its kind to the same client stands, and for letters of a
   * feature of their own.
   */
  again: oc
    .input(Which)
    .output(Letter)
    .errors(errors('letter_not_found', 'letter_wrong_state', ...errorsOfWriting)),
  /**
   * Says that a letter was handed in, on the day it was written or later. Nothing is ever handed in by the program. Refused as writing is where the case changed meanwhile: findings are gone, or a step before
   * it is open again.
   */
  give: oc
    .input(Which.extend({ given: Handover, followUpOn: PlannableDate.optional() }))
    .output(Letter)
    .errors(
      errors(
        'letter_not_found',
        'letter_wrong_state',
        'letter_day_early',
        'incident_closed',
        'findings_missing',
        'step_too_early',
        'recipient_facts_missing',
        'date_in_future',
        'date_in_past',
      ),
    ),
  /**
   * What host or list answered, on the day it was handed in or later, beside what they answered before: `granted` ends the step that waits, the others leave it open with a day to ask again.
   */
  answer: oc
    .input(Which.extend({ answer: LetterAnswer.omit({ author: true }), followUpOn: PlannableDate.optional() }))
    .output(Letter)
    .errors(errors('letter_not_found', 'letter_wrong_state', 'letter_day_early', 'incident_closed', 'date_in_future', 'date_in_past')),
  /** Takes back what was noted by mistake of a letter that is handed in: its last answer, else that it was handed in. Only while the case is open. */
  takeBack: oc
    .input(Which)
    .output(Letter)
    .errors(errors('letter_not_found', 'letter_wrong_state', 'incident_closed')),
  /** Takes back what did not leave yet. Refused (`letter_wrong_state`) for letters of a feature of their own. */
  withdraw: oc
    .input(Which)
    .output(Letter)
    .errors(errors('letter_not_found', 'letter_wrong_state', 'incident_closed')),
  pdf: oc
    .input(Which)
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('letter_not_found')),
  /** Evidence that lies ready for a letter of the case: of each client who caused it or is suspected. What was only practised or drafted told nobody. */
  told: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(z.array(ToldClient))
    .errors(errors('incident_not_found')),
  /** The letter with the evidence that its clients had been told, as one ZIP. `clients` = of how many there is any. */
  proof: oc
    .input(Which)
    .output(z.object({ fileRef: FileRef, clients: z.number() }))
    .errors(errors('letter_not_found')),
  /** What was seen of the case's accounts, addresses and domains since host or list said yes: `quiet` only where somebody looked. */
  relapse: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(
      z.object({
        since: Instant.nullable(),
        state: z.enum(['not_begun', 'watching', 'quiet_72h', 'quiet_7d', 'relapsed', 'not_watched']),
        lookedAt: Instant.nullable(),
        signs: z.array(z.object({ at: Instant, what: z.enum(['listed', 'alert', 'suspended']), name: z.string(), text: z.string() })),
      }),
    )
    .errors(errors('incident_not_found')),
};
