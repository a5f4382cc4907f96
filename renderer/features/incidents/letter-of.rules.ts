import type { CaseLetterKind, IncidentSubject, StepId } from '../../../src/contract/incidents.ts';
import { parseIp } from '../../../src/shared/ip.ts';

/** The letter a step is about; null = every letter of the case, or none. */
export function letterOf(subject: IncidentSubject, step: StepId): CaseLetterKind | null {
  if (step === 'demand_vigilance') return 'care_request';
  if (step === 'formal_warning') return 'formal_warning';
  if (step === 'trusted_sender') return 'trusted_sender';
  if (subject.kind === 'recipient' && (step === 'collect_facts' || step === 'await_confirmation')) return 'recipient_unblock';
  if (step !== 'ask_unblocking' && step !== 'ask_delisting' && step !== 'await_answer') return null;
  // Only whoever holds the address is heard by most lists; a domain is never the host's.
  if (subject.kind === 'listing') return subject.holder === 'reseller' || parseIp(subject.listed) === null ? 'delist_list' : 'delist_host';
  return subject.kind === 'recipient' ? 'recipient_provider' : 'unblock_request';
}
