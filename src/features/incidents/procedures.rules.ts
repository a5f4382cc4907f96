import type { IncidentFindings, IncidentKind, IncidentPhase, IncidentSubject, StepActor, StepId, StepState } from '../../contract/incidents.ts';
import { parseIp } from '../../shared/ip.ts';
import { sharedTrouble } from './innocent-values.rules.ts';

/** A step as the procedure of a kind has it. */
export interface ProcedureStep {
  readonly id: StepId;
  readonly phase: IncidentPhase;
  readonly actor: StepActor;
  /** Days from the end of what stands before it until it is due. */
  readonly days: number;
  readonly hardened: boolean;
}

/** From contain to close: hosts and lists refuse, or list again, whoever asks before the cause is gone. */
export const PHASES: readonly IncidentPhase[] = ['contain', 'find_cause', 'fix', 'document', 'ask', 'close'];

type Template = readonly [id: StepId, phase: IncidentPhase, actor: StepActor, days: number];

const STOP: Template = ['stop_sending', 'contain', 'us', 0];
const CULPRIT: Template = ['find_culprit', 'find_cause', 'us', 0];
const EXPLAIN: readonly Template[] = [
  // Three days: what abuse desks give before they act.
  ['ask_explanations', 'find_cause', 'client', 3],
  ['judge_answer', 'find_cause', 'us', 1],
];
const MEND: readonly Template[] = [
  ['clean_site', 'fix', 'client', 1],
  ['change_passwords', 'fix', 'client', 1],
];
const WARN: readonly Template[] = [
  ['demand_vigilance', 'fix', 'us', 1],
  ['repermission', 'fix', 'client', 14],
];
const WRITE: readonly Template[] = [
  ['write_down', 'document', 'us', 1],
  ['attach_proof', 'document', 'us', 0],
];
const AWAIT: Template = ['await_answer', 'ask', 'host', 2];
const TELL: Template = ['tell_innocent', 'ask', 'us', 0];
const WATCH: readonly Template[] = [
  ['watch_72h', 'close', 'us', 3],
  ['watch_7d', 'close', 'us', 4],
];

/** Hardening (rule 002-16, and hosts that hold three days the first time and seven the next): a second incident of a client, and a third. */
const AGAIN: readonly Template[] = [
  ['formal_warning', 'fix', 'us', 0],
  ['hold_longer', 'fix', 'us', 7],
];
const ONCE_MORE: Template = ['decide_future', 'fix', 'us', 7];

/** What a procedure depends on beside its kind. */
export interface Circumstances {
  readonly subject: IncidentSubject;
  /** Incidents that whoever caused this one had caused before. */
  readonly before: number;
}

/** The steps of a case in their order. Sources: rules 000-29, 001-24, 001-25, 002-01 to 002-16, 003-14 to 003-17, 004-09 to 004-11. */
export function procedureOf({ subject, before }: Circumstances): ProcedureStep[] {
  const steps = templates(subject).map((template) => stepOf(template, false));
  if (subject.kind === 'recipient' || before === 0) return steps;
  const harder = [...AGAIN, ...(before > 1 ? [ONCE_MORE] : [])].map((template) => stepOf(template, true));
  const at = steps.findIndex(({ phase }) => PHASES.indexOf(phase) > PHASES.indexOf('fix'));
  return [...steps.slice(0, at), ...harder, ...steps.slice(at)];
}

function stepOf([id, phase, actor, days]: Template, hardened: boolean): ProcedureStep {
  return { id, phase, actor, days, hardened };
}

function templates(subject: IncidentSubject): readonly Template[] {
  switch (subject.kind) {
    case 'listing':
      return [STOP, CULPRIT, ...EXPLAIN, ...MEND, ...WARN, ...WRITE, ...delisting(subject), ...tell(subject), ...WATCH];
    case 'suspension':
      return [['read_reason', 'contain', 'us', 0], STOP, CULPRIT, ...EXPLAIN, ...MEND, ...WARN, ...WRITE, ...UNBLOCK, ...tell(subject), ...WATCH];
    case 'blocked_object':
      return [['read_reason', 'contain', 'us', 0], STOP, CULPRIT, ...MEND, ...WRITE, ...UNBLOCK, ...tell(subject), ...WATCH];
    case 'port_25':
      return [
        ['test_port', 'contain', 'us', 0],
        STOP,
        CULPRIT,
        ['decide_intended', 'find_cause', 'client', 1],
        ...MEND,
        ...WRITE,
        ...UNBLOCK,
        ...tell(subject),
        ...PORT_END,
      ];
    case 'recipient':
      return RECIPIENT;
  }
}

/** Those who have nothing to do with it are told of what they feel too. */
const tell = (subject: IncidentSubject): readonly Template[] => (sharedTrouble(subject) === null ? [] : [TELL]);

const UNBLOCK: readonly Template[] = [['ask_unblocking', 'ask', 'us', 0], AWAIT];
/** Filters also fire on letters that are no spam: the white list is asked for before the next mailing (004-10). */
const PORT_END: readonly Template[] = [['apply_in_advance', 'ask', 'us', 7], ...WATCH];
const RECIPIENT: readonly Template[] = [
  ['pause_recipient', 'contain', 'us', 0],
  ['collect_facts', 'find_cause', 'client', 1],
  ['correct_address', 'fix', 'client', 1],
  ['ask_unblocking', 'ask', 'us', 0],
  AWAIT,
  ['await_confirmation', 'ask', 'recipient', 7],
  ['trusted_sender', 'close', 'client', 3],
];

/** Handing in is ours, whoever is asked. Only whoever holds the address is heard by most lists, so that its host answers; a domain is never the host's. */
function delisting({ holder, listed }: Extract<IncidentSubject, { kind: 'listing' }>): readonly Template[] {
  const [id, phase, , days] = AWAIT;
  const answers: StepActor = holder === 'reseller' || parseIp(listed) === null ? 'list' : 'host';
  return [
    ['ask_delisting', 'ask', 'us', 0],
    [id, phase, answers, days],
  ];
}

/** Steps that nobody may say are done before cause, fix and prevention are written down: a request without them is refused, and comes back. */
const NEEDS_FINDINGS: readonly StepId[] = ['ask_unblocking', 'ask_delisting', 'write_down'];

/** Whether a step needs what was found out. One blocked recipient is no abuse: there the facts of the case are enough. */
export function needsFindings(kind: IncidentKind, step: StepId): boolean {
  return kind !== 'recipient' && NEEDS_FINDINGS.includes(step);
}

/** Cause, fix and prevention are written down. */
export function isFound({ cause, fix, prevention }: IncidentFindings): boolean {
  return [cause, fix, prevention].every((text) => text !== '');
}

/** A step with how it stands. */
export interface StandingStep extends ProcedureStep {
  readonly state: StepState;
  /** Whoever does it was told how, or has begun. */
  readonly isUnderWay?: boolean;
}

/** True for a step that asks nothing of anybody any more. */
export const isOver = (state: StepState): boolean => state === 'done' || state === 'not_needed';

/**
 * Steps of an earlier phase that keep this one from being done, whoever does them. Within a phase the order is advice; between phases it is kept for whatever asks of
 * host or list, and for closing. Who has nothing to do with it hears at once.
 */
export function stepsBefore(steps: readonly StandingStep[], id: StepId): StepId[] {
  const step = steps.find((one) => one.id === id);
  if (step === undefined || id === 'tell_innocent' || !isAskedOrLater(step)) return [];
  return steps.filter((one) => !isAskedOrLater(one) && !isOver(one.state) && !goesOn(one)).map((one) => one.id);
}

/** True from the phase on in which something is asked of a host or a list. */
export const isAskedOrLater = ({ phase }: Pick<ProcedureStep, 'phase'>): boolean => PHASES.indexOf(phase) >= PHASES.indexOf('ask');

/**
 * What goes on while host or list is asked: a re-permission takes weeks, during which the list is not written to, and cannot begin where the account is stopped, so that
 * it is enough that the client was told how; holding longer only goes on with what stopping the sending began; and writing down is asked for by what has to be written (`needsFindings`).
 */
export function goesOn({ id, isUnderWay = false }: Pick<StandingStep, 'id' | 'isUnderWay'>): boolean {
  return id === 'hold_longer' || id === 'write_down' || (id === 'repermission' && isUnderWay);
}
