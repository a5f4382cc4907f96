import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AnswerMark, AnswerObjection, AnswerQuestion } from './answers.ts';
import { CalendarDate, Instant, Language, PlannableDate } from './common.ts';
import { errors } from './errors.ts';
import { AnswerId, ClientId, ExplanationId, FileRef, IncidentId, LetterId, OfferId } from './ids.ts';
import { LetterState } from './letters.ts';
import { MergeField } from './merge-fields.ts';

/**
 * `asked`: nothing was answered yet, also when the day for it has passed; `unsent`: the request reached nobody, so that nothing can be said of an answer, and asking again
 * takes its place; `answered`: a person has to judge; `withdrawn`: asked by mistake.
 */
export const RoundState = z.enum(['asked', 'unsent', 'answered', 'decided', 'withdrawn']);
export type RoundState = z.infer<typeof RoundState>;

export const AnswerVerdict = z.enum(['sufficient', 'insufficient', 'no_answer']);
export type AnswerVerdict = z.infer<typeof AnswerVerdict>;

/** What a letter of a round is for. */
export const RoundLetterPurpose = z.enum(['request', 'half_time', 'last_day']);
export type RoundLetterPurpose = z.infer<typeof RoundLetterPurpose>;

const Reason = z.string().trim().max(2000);

/** A letter of a round: the request, or a reminder of it that leaves on its day unless somebody answers first. */
export const RoundLetter = z.object({ letterId: LetterId, purpose: RoundLetterPurpose, on: CalendarDate, state: LetterState, sentAt: Instant.nullable() });
export type RoundLetter = z.infer<typeof RoundLetter>;

/** How an answer came that was typed in. */
export const AnswerChannel = z.enum(['email', 'phone', 'message', 'post', 'in_person', 'other']);
export type AnswerChannel = z.infer<typeof AnswerChannel>;

/** What somebody answered, word for word. One that was taken for an answer by mistake stays, with the reason why it is none. */
export const RoundAnswer = z.object({
  id: AnswerId,
  source: z.enum(['pasted', 'file', 'mailbox']),
  takenAt: Instant,
  /** Empty = recognised by itself. */
  author: z.string(),
  from: z.string(),
  subject: z.string(),
  writtenAt: Instant.nullable(),
  /** Day and way it came, where somebody typed it in and said so; `writtenAt` lies on that day then. */
  cameOn: CalendarDate.nullable(),
  channel: AnswerChannel.nullable(),
  /** Whole, as it came. */
  text: z.string(),
  /** What its writer wrote himself: this is judged. */
  ownWords: z.string(),
  /** Names of what came with it. */
  files: z.array(z.string()),
  takenBack: z.object({ at: Instant, author: z.string(), reason: z.string() }).nullable(),
});
export type RoundAnswer = z.infer<typeof RoundAnswer>;

/** How a question stands. `asked`: in this round, else it was answered in an earlier one. `author` null = only proposed. */
export const CheckedQuestion = z.object({
  question: AnswerQuestion,
  asked: z.boolean(),
  mark: AnswerMark,
  proposed: AnswerMark,
  /** The words it was found in, as they stand in the answer; empty = none. */
  passage: z.string(),
  author: z.string().nullable(),
});
export type CheckedQuestion = z.infer<typeof CheckedQuestion>;

/** What tells against the answer, or was said to do so by a person. */
export const CheckedObjection = z.object({
  objection: AnswerObjection,
  stands: z.boolean(),
  proposed: z.boolean(),
  passage: z.string(),
  author: z.string().nullable(),
});
export type CheckedObjection = z.infer<typeof CheckedObjection>;

/** One round of questions to one client of a case. */
export const Explanation = z.object({
  id: ExplanationId,
  incidentId: IncidentId,
  clientId: ClientId,
  clientName: z.string(),
  /** 1, 2, …: of this client in this case. */
  round: z.number(),
  language: Language,
  state: RoundState,
  askedAt: Instant,
  author: z.string(),
  deadlineOn: CalendarDate,
  /** Negative: so many days ago. */
  daysLeft: z.number(),
  asked: z.array(AnswerQuestion),
  letters: z.array(RoundLetter),
  /** Oldest first. */
  answers: z.array(RoundAnswer),
  questions: z.array(CheckedQuestion),
  objections: z.array(CheckedObjection),
  /** What the next round would ask: neither answered nor contradicted. */
  open: z.array(AnswerQuestion),
  /** What follows from all this; nothing is decided by itself. Null while there is time to answer, and where nobody got the questions. */
  proposed: AnswerVerdict.nullable(),
  verdict: z.object({ verdict: AnswerVerdict, note: z.string(), at: Instant, author: z.string() }).nullable(),
  /** Mails that may be the answer and wait for a person. */
  offered: z.number(),
  /** Whether the next round can be asked: it is the last, and decided. */
  last: z.boolean(),
});
export type Explanation = z.infer<typeof Explanation>;

/** A mail that may be the answer. Why it is doubtful: sent from an address that is none of the client's, without the thread, after the verdict, or said to be none before. */
export const OfferedMail = z.object({
  id: OfferId,
  explanationId: ExplanationId,
  round: z.number(),
  clientName: z.string(),
  reason: z.enum(['other_address', 'subject_only', 'late', 'taken_back']),
  from: z.string(),
  subject: z.string(),
  writtenAt: Instant.nullable(),
  readAt: Instant,
  text: z.string(),
  dismissed: z.boolean(),
});
export type OfferedMail = z.infer<typeof OfferedMail>;

const Which = z.object({ id: ExplanationId });
const OfCase = z.object({ incidentId: IncidentId });

/** What is asked of whom: only a client who, as far as the case says, caused it or may have. Left out: the client's language, three days from today, in the first round every question, later those still open, and what was found as it was put in for the round before. */
const Asking = OfCase.extend({
  clientId: ClientId,
  language: Language.optional(),
  deadlineOn: PlannableDate.optional(),
  questions: z.array(AnswerQuestion).min(1).optional(),
  /** Put right or added by hand; what nobody knows the letter says is not known. */
  values: z.partialRecord(MergeField, z.string().max(5000)).default({}),
});
const cannotAsk = errors(
  'incident_not_found',
  'incident_closed',
  'client_not_found',
  'client_innocent',
  'client_not_concerned',
  'explanation_undecided',
  'day_not_ahead',
  'letter_incomplete',
  'letter_no_contact',
  'sender_not_set',
);

export const explanations = {
  /** Rounds of a case, newest first. */
  list: oc.input(OfCase).output(z.array(Explanation)).errors(errors('incident_not_found')),
  get: oc.input(Which).output(Explanation).errors(errors('explanation_not_found')),
  /** The request as it would leave, the same in the language of whoever asks, and on which days it would be asked after. Writes nothing. */
  preview: oc
    .input(Asking.extend({ readerLanguage: Language.optional() }))
    .output(
      z.object({
        round: z.number(),
        language: Language,
        deadlineOn: CalendarDate,
        asked: z.array(AnswerQuestion),
        /** What was put in by hand as found, for this round or else for the one before; empty = the letter says what the case knows. */
        found: z.string(),
        /** The language that was put in for the round before; null = that is not from there. */
        foundLanguage: Language.nullable(),
        to: z.string(),
        /** That address is on an account which the host stopped: he may not get it. */
        atStopped: z.boolean(),
        subject: z.string(),
        text: z.string(),
        /** Null where the letter is in that language. */
        translation: z.object({ language: Language, subject: z.string(), text: z.string() }).nullable(),
        reminders: z.array(CalendarDate),
      }),
    )
    .errors(cannotAsk),
  /** Asks: the request leaves at once, reminders of it on half the way and on the last day. */
  ask: oc.input(Asking).output(Explanation).errors(cannotAsk),
  /** Takes what was answered: pasted, as a file, or from the mails that are offered. Its reminders are withdrawn in the same breath. */
  takeAnswer: oc
    .input(
      Which.extend({
        answer: z.discriminatedUnion('source', [
          z.object({
            source: z.literal('pasted'),
            text: z.string().trim().min(1).max(100_000),
            enclosed: z.boolean().default(false),
            on: CalendarDate.optional(),
            channel: AnswerChannel.optional(),
          }),
          z.object({ source: z.literal('file'), fileRef: FileRef }),
          z.object({ source: z.literal('mailbox'), offerId: OfferId }),
        ]),
      }),
    )
    .output(Explanation)
    .errors(
      errors(
        'explanation_not_found',
        'explanation_wrong_state',
        'file_not_found',
        'file_incomplete',
        'mail_unreadable',
        'answer_not_a_person',
        'answer_known',
        'offer_not_found',
        'date_in_future',
        'letter_day_early',
      ),
    ),
  /** Says that something is no answer to this. What still lies ahead of its reminders is planned again. */
  takeBack: oc
    .input(Which.extend({ answerId: AnswerId, reason: Reason.min(1) }))
    .output(Explanation)
    .errors(errors('explanation_not_found', 'explanation_wrong_state', 'answer_not_found')),
  /** An answer as it came. */
  answerFile: oc
    .input(Which.extend({ answerId: AnswerId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('explanation_not_found', 'answer_not_found')),
  /** A person says how a question or an objection stands; null takes that back. */
  mark: oc
    .input(
      Which.extend({
        as: z.union([
          z.object({ question: AnswerQuestion, mark: AnswerMark.nullable() }),
          z.object({ objection: AnswerObjection, stands: z.boolean().nullable() }),
        ]),
      }),
    )
    .output(Explanation)
    .errors(errors('explanation_not_found', 'explanation_wrong_state')),
  /** What the reseller decides. `sufficient` against what the list says needs a note (`reason_missing`); that nothing was answered is said of nobody who did not get the questions. */
  decide: oc
    .input(Which.extend({ verdict: AnswerVerdict, note: Reason.default('') }))
    .output(Explanation)
    .errors(errors('explanation_not_found', 'explanation_wrong_state', 'reason_missing')),
  /** Takes a verdict back, as long as no later round was asked. */
  undecide: oc
    .input(Which.extend({ reason: Reason.min(1) }))
    .output(Explanation)
    .errors(errors('explanation_not_found', 'explanation_wrong_state')),
  /** Ends a round that was asked by mistake: what did not leave yet does not leave. */
  withdraw: oc
    .input(Which.extend({ reason: Reason.min(1) }))
    .output(Explanation)
    .errors(errors('explanation_not_found', 'explanation_wrong_state')),
  /** Mails that may be the answer, newest first. */
  offered: oc.input(OfCase).output(z.array(OfferedMail)).errors(errors('incident_not_found')),
  /** Says that a mail is no answer, or takes that back. */
  dismiss: oc
    .input(z.object({ offerId: OfferId, dismissed: z.boolean().default(true) }))
    .output(z.array(OfferedMail))
    .errors(errors('offer_not_found')),
};
