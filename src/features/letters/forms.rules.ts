import type { CaseLetterKind, IncidentSubject, StepId } from '../../contract/incidents.ts';
import type { LetterReader } from '../../contract/letters.ts';
import type { MergeField } from '../../contract/merge-fields.ts';
import { parseIp } from '../../shared/ip.ts';
import type { StandingStep } from '../incidents/index.ts';
import { isOver } from '../incidents/index.ts';

/** What a kind of letter is for. */
export interface LetterForm {
  readonly reader: LetterReader;
  /** Steps it may belong to, the one it is written for first. */
  readonly steps: readonly StepId[];
  /** Somebody has to answer it: sending it does not end its step. */
  readonly answered: boolean;
  /** One of many of a kind in one case: whoever writes them tells the story of all. */
  readonly many?: boolean;
}

/** By kind. Who reads it follows from what its sections ask for (`SECTION_IDS`). */
export const LETTER_FORMS: Readonly<Record<CaseLetterKind, LetterForm>> = {
  care_request: { reader: 'client', steps: ['demand_vigilance'], answered: false },
  spike_warning: { reader: 'client', steps: ['demand_vigilance'], answered: false },
  formal_warning: { reader: 'client', steps: ['formal_warning'], answered: false },
  explanation_request: { reader: 'client', steps: ['ask_explanations'], answered: true },
  repermission: { reader: 'client', steps: ['repermission'], answered: true },
  innocent_notice: { reader: 'client', steps: ['tell_innocent'], answered: false, many: true },
  // It tells the client which facts the host asks for, and how his recipient confirms.
  recipient_unblock: { reader: 'client', steps: ['collect_facts', 'await_confirmation'], answered: true },
  recipient_provider: { reader: 'host', steps: ['ask_unblocking'], answered: true },
  trusted_sender: { reader: 'client', steps: ['trusted_sender'], answered: false },
  unblock_request: { reader: 'host', steps: ['ask_unblocking'], answered: true },
  delist_host: { reader: 'host', steps: ['ask_delisting'], answered: true },
  delist_list: { reader: 'list', steps: ['ask_delisting'], answered: true },
};

/** True for a domain on a list: its host has no say in it, whoever holds the domain asks. */
export function isDomainListing(subject: IncidentSubject): boolean {
  return subject.kind === 'listing' && parseIp(subject.listed) === null;
}

/** Whether a letter has anything to say of what a case is about. */
export function isMeant(kind: CaseLetterKind, subject: IncidentSubject): boolean {
  // Whoever holds the address asks the list himself.
  if (kind === 'delist_host') return !isDomainListing(subject) && !(subject.kind === 'listing' && subject.holder === 'reseller');
  if (kind === 'unblock_request') return subject.kind !== 'recipient';
  return kind !== 'recipient_provider' || subject.kind === 'recipient';
}

const FIGURES: readonly MergeField[] = ['sent_count', 'recipient_count', 'failure_count'];

/** Facts without which a letter says nothing: of a rise in sending that is one figure at least. */
export function neededFigures(kind: CaseLetterKind, values: Readonly<Partial<Record<MergeField, string>>>): readonly MergeField[] {
  return kind !== 'spike_warning' || FIGURES.some((field) => (values[field] ?? '').trim() !== '') ? [] : FIGURES;
}

/** Letters that ask a host or a list for something. */
export const isAsking = (kind: CaseLetterKind): boolean => LETTER_FORMS[kind].reader !== 'client';

/** The step of a case that a letter belongs to: the first that is not over, else the first there is. */
export function stepFor(kind: CaseLetterKind, steps: readonly Pick<StandingStep, 'id' | 'state'>[]): StepId | null {
  const own = LETTER_FORMS[kind].steps.flatMap((id) => steps.filter((step) => step.id === id));
  return (own.find(({ state }) => !isOver(state)) ?? own[0])?.id ?? null;
}
