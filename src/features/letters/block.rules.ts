import type { CaseLetterKind } from '../../contract/incidents.ts';
import type { LetterBlock } from '../../contract/letters.ts';
import { type Case, isFound, missingFacts, needsFindings, stepsBefore } from '../incidents/index.ts';
import { isAsking, stepFor } from './forms.rules.ts';

/**
 * What in the case itself keeps a letter from being written. Nothing is asked of a host or a list before the cause is found and mended: such a request is refused, and the
 * next one is read with distrust.
 */
export function blockOfCase({ stored, steps }: Pick<Case, 'stored' | 'steps'>, kind: CaseLetterKind): LetterBlock | null {
  if (stored.closedAt !== null) return 'incident_closed';
  if (!isAsking(kind)) return null;
  // A host's mail provider is asked about somebody, or not at all (rule 003-14).
  if (kind === 'recipient_provider' && stored.subject.kind === 'recipient' && missingFacts(stored.subject).length > 0) return 'facts_missing';
  const step = stepFor(kind, steps);
  if (step !== null && stepsBefore(steps, step).length > 0) return 'step_too_early';
  return needsFindings(stored.subject.kind, step ?? 'ask_unblocking') && !isFound(stored.findings) ? 'findings_missing' : null;
}
