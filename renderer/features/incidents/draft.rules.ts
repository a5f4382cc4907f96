import type { IncidentKind, IncidentSubject } from '../../../src/contract/incidents.ts';
import { IncidentSubject as Subject } from '../../../src/contract/incidents.ts';

type Of<K extends IncidentKind> = Extract<IncidentSubject, { kind: K }>;

/** What is typed of a case that is to be opened: the fields of every kind, so that nothing is lost while another kind is looked at. */
export interface Draft {
  readonly kind: IncidentKind | null;
  readonly listed: string;
  readonly list: string;
  readonly reference: string;
  readonly holder: Of<'listing'>['holder'];
  readonly scope: Of<'suspension'>['scope'];
  readonly stopped: Of<'suspension'>['stopped'];
  readonly object: Of<'blocked_object'>['object'];
  readonly name: string;
  readonly server: string;
  readonly reason: string;
  readonly address: string;
  readonly writer: string;
  readonly lastMailOn: string | null;
  readonly answer: string;
}

export const EMPTY_DRAFT: Draft = {
  kind: null,
  listed: '',
  list: '',
  reference: '',
  holder: 'unknown',
  scope: 'account',
  stopped: 'hosting',
  object: 'script',
  name: '',
  server: '',
  reason: '',
  address: '',
  writer: '',
  lastMailOn: null,
  answer: '',
};

/** What is known of a case before somebody looks at it, to be put right. */
export function draftOf(subject: IncidentSubject | null, kind: IncidentKind | null = null): Draft {
  return { ...EMPTY_DRAFT, kind, ...subject };
}

/** The fields that keep a draft from being a case, and why. */
export type DraftFault = 'missing' | 'not_address';

/** What the case is about; null while something it cannot do without is missing. */
export function subjectOf(draft: Draft): IncidentSubject | null {
  return Subject.safeParse(draft).data ?? null;
}

/** Fields that are not filled in as they have to be. */
export function faultsOf({ kind, listed, list, address }: Draft): Partial<Record<keyof Draft, DraftFault>> {
  if (kind === null) return { kind: 'missing' };
  if (kind === 'listing') {
    return { ...(listed.trim() === '' && { listed: 'missing' as const }), ...(list.trim() === '' && { list: 'missing' as const }) };
  }
  if (kind !== 'recipient') return {};
  if (address.trim() === '') return { address: 'missing' };
  return Subject.safeParse({ kind, address }).success ? {} : { address: 'not_address' };
}
