import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { LAW_SAYS, PLAN_WARNINGS, RESULT_GAPS, SEGMENTS, SENT_FROM } from '../shared/repermission.ts';
import { CalendarDate, Instant, Language, PlannableDate, Sha256, streamOf } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostId, IncidentId, LetterId, RepermissionFileId, RepermissionId } from './ids.ts';
import { LetterState } from './letters.ts';
import { PolicyTerms } from './texts.ts';

const count = z.number().int().min(0).max(100_000_000);

/** Addresses by group: A proved consent and recent contact, B customers, C no proof or silent, D failed, complained or left. */
export const SegmentCounts = z.object({ a: count, b: count, c: count, d: count });
export type SegmentCounts = z.infer<typeof SegmentCounts>;

/** A proof the client sent, byte for byte. */
export const RepermissionFile = z.object({
  id: RepermissionFileId,
  /** `consent`: proves the answers; `removal`: proves who was taken off; `message`: what was sent; `counts`: the figures. */
  purpose: z.enum(['consent', 'removal', 'message', 'counts']),
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.number(),
  sha256: Sha256,
  addedAt: Instant,
  addedBy: z.string(),
});
export type RepermissionFile = z.infer<typeof RepermissionFile>;

/** What is planned: how the list is sorted, and the one message to a part of group B, if there is one. */
export const RepermissionPlan = z.object({
  /** As the client counted them; null = nobody has. */
  before: SegmentCounts.nullable(),
  /** The day of these figures; null = it is not known. */
  countedOn: CalendarDate.nullable(),
  writesTo: z.array(z.enum(SEGMENTS)).max(4),
  /** How many of group B are asked. */
  asked: count,
  /** Those of group B who are not asked stay on the list, as far as the law of similar products allows. */
  keepsRest: z.boolean(),
  from: z.enum(SENT_FROM),
  rate: z.object({ count: z.number().int().min(1).max(1_000_000), seconds: z.number().int().min(1).max(86_400) }).nullable(),
  offerInside: z.boolean(),
  rounds: z.number().int().min(1).max(9),
  lawCountry: PolicyTerms.shape.lawCountry.unwrap(),
  lawSays: z.enum(LAW_SAYS),
  startsOn: PlannableDate.nullable(),
  answersUntil: PlannableDate.nullable(),
  /** By when the client sends figures and proofs. */
  reportBy: PlannableDate,
});
export type RepermissionPlan = z.infer<typeof RepermissionPlan>;

export const RepermissionState = z.enum(['drafted', 'sent', 'running', 'over']);
export type RepermissionState = z.infer<typeof RepermissionState>;

/** What came of it, as the client told it on a day; null = it is not known. `counts` null = he has not sent figures. */
export const RepermissionResult = z.object({ yes: count, no: count, counts: SegmentCounts.nullable(), toldOn: CalendarDate.nullable().default(null) });

/** The re-permission of the list of one client in one case. The program never writes to the addresses of the list: it does not have them. */
export const Repermission = z.object({
  id: RepermissionId,
  incidentId: IncidentId,
  clientId: ClientId,
  clientName: z.string(),
  clientLanguage: Language,
  hostId: HostId,
  state: RepermissionState,
  plan: RepermissionPlan,
  /** Months within which contact is recent, as the reseller fixed it; null = he has not. */
  recentMonths: z.number().nullable(),
  warnings: z.array(
    z.object({
      code: z.enum(PLAN_WARNINGS),
      severity: z.enum(['stop', 'care']),
      facts: z.record(z.string(), z.number()),
      rules: z.array(z.string()),
      /** What to tell the client, in his language. */
      sentence: z.string(),
    }),
  ),
  /** Addresses the message goes to; null = a group it goes to has not been counted. */
  recipients: z.number().nullable(),
  /** What to ask the client for while the groups have not been counted, in his language. */
  figuresSentence: z.string(),
  letter: z.object({ id: LetterId, state: LetterState, at: Instant }).nullable(),
  startedOn: CalendarDate.nullable(),
  overOn: CalendarDate.nullable(),
  result: RepermissionResult,
  /** What the answers leave: nobody is lost, and only a yes moves somebody from B to A. Null while nobody has counted, or the client has told nothing. */
  after: SegmentCounts.nullable(),
  /** Asked and without an answer; null while the client has told nothing. */
  silent: z.number().nullable(),
  gaps: z.array(z.object({ code: z.enum(RESULT_GAPS), count: z.number() })),
  files: z.array(RepermissionFile),
});
export type Repermission = z.infer<typeof Repermission>;

const Which = z.object({ id: RepermissionId });

const TellErrors = errors(
  'repermission_not_found',
  'repermission_over',
  'incident_closed',
  'client_not_found',
  'client_not_concerned',
  'client_innocent',
  'letter_incomplete',
  'letter_no_contact',
  'letter_wrong_state',
  'sender_not_set',
  'findings_missing',
  'step_too_early',
  'letter_not_entitled',
  'day_not_ahead',
  'repermission_uncounted',
);

export const repermission = {
  list: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(z.array(Repermission))
    .errors(errors('incident_not_found')),
  /** A plan for whoever caused it, or another who may have; there is one a case and client. What is not given is planned for nobody. */
  create: oc
    .input(z.object({ incidentId: IncidentId, clientId: ClientId.optional(), plan: RepermissionPlan.partial().optional() }))
    .output(Repermission)
    .errors(
      errors(
        'incident_not_found',
        'incident_closed',
        'client_not_found',
        'repermission_exists',
        'repermission_no_client',
        'client_innocent',
        'client_not_concerned',
        'repermission_counts',
        'repermission_days',
        'day_not_ahead',
        'date_in_future',
      ),
    ),
  /** Throws a plan away that the client knows nothing of, and that holds no proof; `create` with what was planned brings it back. */
  discard: oc.input(Which).errors(errors('repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_told')),
  /** Figures without a day are of today. Once the client has begun, nothing may be changed that would make the plan spam. */
  change: oc
    .input(Which.extend({ plan: RepermissionPlan.partial() }))
    .output(Repermission)

    .errors(
      errors(
        ...(['repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_counts', 'repermission_days', 'day_not_ahead'] as const),
        ...(['repermission_uncounted', 'repermission_is_spam', 'date_in_future'] as const),
      ),
    ),
  /** The instruction as the client would get it now. Writes nothing. */
  preview: oc
    .input(Which)
    .output(z.object({ language: Language, to: z.string(), subject: z.string(), text: z.string() }))
    .errors(TellErrors),
  /** Sends the client the instruction in his language; the step of the case waits from then on. Refused before the groups are counted, and where the day it names is not ahead. */
  tell: oc.input(Which).output(Repermission).errors(TellErrors),
  /** The client begins. Refused before the groups are counted, and while the plan would itself be spam. */
  start: oc
    .input(Which.extend({ on: CalendarDate.optional() }))
    .output(Repermission)
    .errors(errors('repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_uncounted', 'repermission_is_spam', 'date_in_future')),
  /** What the client tells of it. */
  result: oc
    .input(Which.extend({ result: RepermissionResult }))
    .output(Repermission)
    .errors(errors('repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_answers', 'date_in_future')),
  /** Keeps a proof: PDF, picture, mail, table or text, judged by its content. */
  attach: oc
    .input(Which.extend({ purpose: RepermissionFile.shape.purpose, fileRef: FileRef }))
    .output(Repermission)
    .errors(
      errors(
        'repermission_not_found',
        'repermission_over',
        'incident_closed',
        'file_not_found',
        'file_incomplete',
        'file_empty',
        'file_too_large',
        'repermission_file_unsuitable',
        'repermission_file_damaged',
      ),
    ),
  /** Takes a proof away, or brings it back. */
  detach: oc
    .input(Which.extend({ fileId: RepermissionFileId, back: z.boolean().default(false) }))
    .output(Repermission)
    .errors(errors('repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_file_not_found')),
  file: oc
    .input(Which.extend({ fileId: RepermissionFileId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('repermission_not_found', 'repermission_file_not_found')),
  /** Ends it once everybody is accounted for; the step of the case is done once every plan of it is over. */
  finish: oc
    .input(Which)
    .output(Repermission)
    .errors(errors('repermission_not_found', 'repermission_over', 'incident_closed', 'repermission_not_accounted')),
  /** Takes the end back. */
  reopen: oc
    .input(Which)
    .output(Repermission)
    .errors(errors('repermission_not_found', 'repermission_running', 'incident_closed')),
};

/** What tells against it that somebody has nothing to do with a case: something of his is stopped, or an alert of his or another case about him is open. */
export const InnocentDoubt = z.enum(['suspended', 'mail_held', 'alert', 'other_case']);
export type InnocentDoubt = z.infer<typeof InnocentDoubt>;

/** A client who only shares an address or a pack with what happened. */
export const Innocent = z.object({
  clientId: ClientId,
  name: z.string(),
  language: Language,
  /** Address he is written to; empty = he has none that may be written to. */
  to: z.string(),
  domains: z.array(z.string()),
  /** `innocent`: the case says so; `neighbour`: he has an account in the same pack, and nobody suspects him. */
  why: z.enum(['innocent', 'neighbour']),
  /** Empty = nothing does. */
  doubts: z.array(InnocentDoubt),
  /** He has an address, and nothing has reached him yet; what was only practised counts as nothing once letters leave for real. */
  mayTell: z.boolean(),
  letter: z.object({ id: LetterId, state: LetterState, at: Instant }).nullable(),
});
export type Innocent = z.infer<typeof Innocent>;

/** What became of telling them: letters queued, who was told before, and who was not written to and why. */
export const InnocentsTold = z.object({
  queued: z.number(),
  alreadyTold: z.number(),
  blocked: z.array(
    z.object({ clientId: ClientId, name: z.string(), because: z.enum(['no_contact', 'incomplete', 'names_client', 'doubtful']), words: z.array(z.string()) }),
  ),
});
export type InnocentsTold = z.infer<typeof InnocentsTold>;

const TellInnocentErrors = errors('incident_not_found', 'incident_closed', 'client_not_found', 'innocent_suspected', 'sender_not_set');

export const innocents = {
  /** Who may be told, those the case names first, then by name; last those of whom something tells against it. */
  list: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(z.array(Innocent))
    .errors(errors('incident_not_found')),
  /** The letter of one client as it would be. `names`: words of it that would tell who caused it; it is not sent with any. */
  preview: oc
    .input(z.object({ incidentId: IncidentId, clientId: ClientId }))
    .output(z.object({ language: Language, to: z.string(), subject: z.string(), text: z.string(), html: z.string(), names: z.array(z.string()) }))
    .errors(errors('incident_not_found', 'client_not_found', 'innocent_suspected')),
  /**
   * One letter for each, in his language, never twice for one case. Whoever stops it finds every client either told or not yet. `doubtful`: also those of whom something
   * tells against it; their letter does not say that they are not the cause.
   */
  tell: oc
    .input(z.object({ incidentId: IncidentId, clientIds: z.array(ClientId).min(1).max(1000), doubtful: z.boolean().default(false) }))
    .output(eventIterator(streamOf(InnocentsTold)))
    .errors(TellInnocentErrors),
};
