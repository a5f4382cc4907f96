import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CONCERN_ROLES } from '../shared/concern-role.ts';
import { VERDICT_OUTCOMES } from '../shared/culprits.ts';
import { AnswerMark, AnswerObjection, AnswerQuestion } from './answers.ts';
import { CaseLetterKind, ValueOrigin } from './case-letters.ts';
import { CalendarDate, Instant, Language, PlannableDate, Window } from './common.ts';
import { errors } from './errors.ts';
import { HostMailSource, UNREADABLE } from './host-mails.ts';
import { AlertId, ClientId, FileRef, HostedId, HostId, IncidentId, PackId, VerdictId } from './ids.ts';
import { IncidentKind, IncidentSubject } from './incident-subject.ts';
import { MergeField } from './merge-fields.ts';
import { NextStep, StepActor, StepId, StepState } from './steps.ts';
import { StoryTold } from './story.ts';

export { CaseLetterKind, ValueOrigin } from './case-letters.ts';
export { IncidentKind, IncidentSubject } from './incident-subject.ts';
export { NextStep, STEP_IDS, StepActor, StepId, StepState } from './steps.ts';

/** What a case may be opened about, when it is not there. */
const NAMED = ['pack_not_found', 'alert_not_found', 'verdict_not_found', 'hosted_not_found', 'client_not_found'] as const;
const Told = z.string().trim().max(5000);

/** The order that hosts and lists ask for: nothing is asked of them before the cause is found and mended. */
export const IncidentPhase = z.enum(['contain', 'find_cause', 'fix', 'document', 'ask', 'close']);
export type IncidentPhase = z.infer<typeof IncidentPhase>;

export const IncidentStep = z.object({
  id: StepId,
  phase: IncidentPhase,
  actor: StepActor,
  state: StepState,
  /** It is here because the client had an incident before. */
  hardened: z.boolean(),
  /** Steps that have to be over before this one is: who asks too early is refused, or listed again. */
  before: z.array(StepId),
  /** Cause, fix and prevention have to be written down before it is over, and are not. */
  needsFindings: z.boolean(),
  /** Day it is due; null once it is over. */
  dueOn: CalendarDate.nullable(),
  overdueDays: z.number(),
  note: z.string(),
  minutes: z.number(),
  cents: z.number(),
  changed: z.object({ at: Instant, author: z.string() }).nullable(),
});
export type IncidentStep = z.infer<typeof IncidentStep>;

/** How somebody stands to what happened. `affected`: where one recipient gets nothing, who cannot reach him; there nobody is looked for. */
export const ConcernRole = z.enum(CONCERN_ROLES);
export type ConcernRole = z.infer<typeof ConcernRole>;
export const Concerned = z.object({
  hostedId: HostedId.nullable(),
  clientId: ClientId.nullable(),
  name: z.string(),
  role: ConcernRole,
  /** Earlier incidents that this client caused, within the time that counts. */
  before: z.number(),
});
export type Concerned = z.infer<typeof Concerned>;

/** What has to be known before anything is asked of anybody, and before a case is closed. */
export const IncidentFindings = z.object({ cause: Told, fix: Told, prevention: Told });
export type IncidentFindings = z.infer<typeof IncidentFindings>;

export const IncidentRow = z.object({
  id: IncidentId,
  /** `2026-014`: counts up within the year it was opened in. */
  reference: z.string(),
  kind: IncidentKind,
  subject: IncidentSubject,
  /** What it was opened from. */
  origin: z.object({ alertId: AlertId.nullable(), verdictId: VerdictId.nullable() }),
  packId: PackId,
  packName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** What is to be done next: never without a day while the case is open. */
  next: z.object({ step: NextStep, actor: StepActor, on: CalendarDate, overdueDays: z.number() }).nullable(),
  /** Nobody touched it for long though it is due. */
  stale: z.boolean(),
  caused: z.array(z.string()),
  /** Whom it is about: whoever is innocent left out. */
  about: z.array(z.string()),
  minutes: z.number(),
  cents: z.number(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

/** One line of the story of a case. */
export const IncidentEntry = z.object({
  at: Instant,
  author: z.string(),
  what: z.enum(['opened', 'step', 'findings', 'concerned', 'next', 'note', 'closed', 'reopened']),
  step: StepId.nullable(),
  state: StepState.nullable(),
  /** What the program tells; null = it tells nothing beside what happened. */
  told: StoryTold.nullable(),
  /** Typed words; of earlier versions also what the program told. */
  text: z.string(),
});
export type IncidentEntry = z.infer<typeof IncidentEntry>;

export const Incident = IncidentRow.extend({
  /** When it happened, as far as is known. */
  occurredAt: Instant,
  /** The zone of the clock that the host of the pack tells hours by; null = nobody knows. */
  hostZone: z.string().nullable(),
  /** Number of the host's ticket and the day by which he wants an answer, as his mail named them when the case was opened; empty or null = it named none. */
  ticket: z.string(),
  answerBy: CalendarDate.nullable(),
  findings: IncidentFindings,
  concerned: z.array(Concerned),
  steps: z.array(IncidentStep),
  story: z.array(IncidentEntry),
});
export type Incident = z.infer<typeof Incident>;

const Which = z.object({ id: IncidentId });
/** An account at the host, or a client of whom no account is known there. */
const Person = z.union([z.object({ hostedId: HostedId }), z.object({ clientId: ClientId })]);

/** In what an analysis is about something else than the case: what happened at another time, or whom nobody names here. */
export const AnalysisApart = z.enum(['time', 'account']);
export type AnalysisApart = z.infer<typeof AnalysisApart>;

export const incidents = {
  /** Those that are due first, then by day. */
  list: oc
    .input(
      Window.extend({
        show: z.enum(['open', 'stale', 'closed', 'all']).default('open'),
        packId: PackId.optional(),
        clientId: ClientId.optional(),
        hostedId: HostedId.optional(),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(IncidentRow), counts: z.record(z.enum(['open', 'stale', 'closed']), z.number()) }))
    .errors(errors()),
  get: oc.input(Which).output(Incident).errors(errors('incident_not_found')),
  /** The open case that is about the same already: of the same alert, or of the same thing in the same pack; else a closed one of the same thing and moment. */
  alike: oc
    .input(
      z.object({
        subject: IncidentSubject.nullable(),
        packId: PackId.nullable(),
        /** Accounts it is about, as far as is known. */
        hostedIds: z.array(HostedId).max(50).default([]),
        /** Clients it is about of whom no panel showed an account. */
        clientIds: z.array(ClientId).max(50).optional(),
        alertId: AlertId.optional(),
        /** When it happened, as the mail of the host says: a closed case of the same moment is about the same mail. */
        occurredAt: Instant.optional(),
      }),
    )
    .output(
      z.object({
        found: IncidentRow.pick({ id: true, reference: true })
          .extend({ closed: z.literal(true).optional() })
          .nullable(),
      }),
    )
    .errors(errors()),
  /** The newest analyses of the pack of a case, the newest first, with the names of those each tells to ask. */
  analyses: oc
    .input(Which)
    .output(z.array(z.object({ id: VerdictId, at: Instant, outcome: z.enum(VERDICT_OUTCOMES), names: z.array(z.string()), apart: z.array(AnalysisApart) })))
    .errors(errors('incident_not_found')),
  /**
   * Opens a case by hand, from an alert (its data stay as they were) or from a verdict (whom it names is suspected, who was only hurt is innocent). `incident_exists`:
   * an open case came from the same.
   */
  open: oc
    .input(
      z.object({
        packId: PackId,
        subject: IncidentSubject,
        occurredAt: Instant.optional(),
        alertId: AlertId.optional(),
        verdictId: VerdictId.optional(),
        /** Day by which the host wants an answer: what is asked of it is due then. */
        answerBy: CalendarDate.optional(),
        /** The host's own number of the matter. */
        ticket: z.string().trim().max(200).optional(),
        /** Whom it is about, as far as is known. */
        concerned: z.array(Person).max(50).default([]),
        note: Told.default(''),
        /** The mail of the host it is opened from: kept with the case as it came. */
        mail: HostMailSource.optional(),
      }),
    )
    .output(Incident)
    .errors(errors(...NAMED, ...UNREADABLE, 'date_in_future', 'incident_exists')),
  /**
   * Says how a step stands; `open` takes back what was said. Minutes and cents are added up over the case, less than none takes back; a step that is not needed says why,
   * and so does one that is done though what it is for is missing (`step_unmet`). `intended` answers `decide_intended`.
   */
  setStep: oc
    .input(
      Which.extend({
        step: StepId,
        state: StepState,
        note: Told.default(''),
        minutes: z.number().int().min(-100_000).max(100_000).default(0),
        cents: z.number().int().min(-100_000_000).max(100_000_000).default(0),
        intended: z.boolean().optional(),
      }),
    )
    .output(Incident)
    .errors(
      errors(
        'incident_not_found',
        'incident_closed',
        'step_not_found',
        'step_too_early',
        'reason_missing',
        'step_unmet',
        'findings_missing',
        'recipient_facts_missing',
        'confirmation_missing',
      ),
    ),
  /** Another day for a step that is not over. */
  setDay: oc
    .input(Which.extend({ step: StepId, on: PlannableDate }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed', 'step_not_found', 'date_in_past')),
  /** Puts right what it is about, and when it happened; its kind stays. What a case of one recipient is about is told step by step (`recipients`). */
  setSubject: oc
    .input(Which.extend({ subject: IncidentSubject, occurredAt: Instant.optional() }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed', 'incident_other_kind', 'date_in_future')),
  /** Cause, fix and prevention, as far as they are known. */
  setFindings: oc
    .input(Which.extend({ findings: IncidentFindings.partial() }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed')),
  /** Takes over what an analysis found: whom it names is suspected, who was only hurt is innocent; who caused it stays as it was said. */
  takeVerdict: oc
    .input(Which.extend({ verdictId: VerdictId }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed', 'verdict_not_found')),
  /** How somebody stands to it; null = not concerned. Whoever caused it again gets harder steps. */
  concern: oc
    .input(Which.extend({ person: Person, role: ConcernRole.nullable() }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed', 'hosted_not_found', 'client_not_found')),
  note: oc
    .input(Which.extend({ text: Told.min(1) }))
    .output(Incident)
    .errors(errors('incident_not_found')),
  /** What a case knows for one of its letters, by merge field, to be shown by `policies.preview`; what is not known is left out. `clientId`: whom it is about. */
  letterValues: oc
    .input(Which.extend({ kind: CaseLetterKind, language: Language }))
    .output(
      z.object({
        hostId: HostId,
        clientId: ClientId.nullable(),
        values: z.partialRecord(MergeField, z.string()),
        origins: z.partialRecord(MergeField, ValueOrigin),
      }),
    )
    .errors(errors('incident_not_found')),
  /** Reads what a client answered, and keeps nothing of it: which questions are still open, and what tells against it. It proposes; a person decides. */
  readAnswer: oc
    .input(z.object({ text: z.string().min(1).max(100_000), files: z.boolean().default(false), limitMonths: z.number().int().min(1).max(240).default(36) }))
    .output(
      z.object({
        questions: z.array(z.object({ question: AnswerQuestion, mark: AnswerMark, passage: z.string() })),
        objections: z.array(z.object({ objection: AnswerObjection, passage: z.string() })),
        sufficient: z.boolean(),
      }),
    )
    .errors(errors()),
  /** The case as a document. `host`: clients named by their accounts, no internal notes; `complete`: all of it. `cost`: with time and cost. `note`: a word ahead. */
  report: oc
    .input(Which.extend({ language: Language, form: z.enum(['host', 'complete']).default('host'), cost: z.boolean().default(false), note: Told.default('') }))
    .output(z.object({ fileRef: FileRef, name: z.string() }))
    .errors(errors('incident_not_found')),
  /** Needs cause, fix and prevention, and every step over. */
  close: oc
    .input(Which)
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_closed', 'findings_missing', 'steps_open')),
  reopen: oc
    .input(Which.extend({ reason: Told.min(1) }))
    .output(Incident)
    .errors(errors('incident_not_found', 'incident_open')),
};
