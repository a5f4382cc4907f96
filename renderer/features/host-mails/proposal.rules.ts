import type { Alert } from '../../../src/contract/alerts.ts';
import type { AlertId, HostedId, PackId } from '../../../src/contract/ids.ts';
import type { IncidentSubject } from '../../../src/contract/incidents.ts';
import { parseIp } from '../../../src/shared/ip.ts';

/** A case as an alert would open it. */
export interface CaseProposal {
  readonly alertId: AlertId;
  readonly packId: PackId;
  readonly subject: IncidentSubject;
  readonly occurredAt: string;
  readonly concerned: readonly { readonly hostedId: HostedId }[];
}

/** The case an alert is the beginning of; null for what is only to be looked at: figures, limits, a panel that cannot be read, words of the host. */
export function proposalOf(alert: Alert): CaseProposal | null {
  const subject = subjectOf(alert);
  if (subject === null) return null;
  const { id: alertId, packId, hostedId, facts, openedAt } = alert;
  // What the host says counts before what was seen.
  const occurredAt = textOf(facts['hostSince']) || textOf(facts['since']) || openedAt;
  return { alertId, packId, subject, occurredAt, concerned: hostedId === null ? [] : [{ hostedId }] };
}

/** The domain that an alert says is listed, where it names no account; '' = none. */
export function listedDomainOf({ kind, hostedId, facts }: Pick<Alert, 'kind' | 'hostedId' | 'facts'>): string {
  const listed = kind === 'listed' && hostedId === null ? textOf(facts['subject']) : '';
  return parseIp(listed) === null ? listed : '';
}

function subjectOf({ kind, facts, login, domain }: Alert): IncidentSubject | null {
  const reason = textOf(facts['reason']);
  switch (kind) {
    case 'pack_suspended':
      return { kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason };
    case 'state':
      return {
        kind: 'suspension',
        scope: 'account',
        stopped: onlyMail(facts['state']) ? 'mail' : 'hosting',
        name: domain !== '' && login !== '' ? `${domain} (${login})` : domain || login,
        reason,
      };
    case 'listed':
      return { kind: 'listing', listed: textOf(facts['subject']), list: textOf(facts['lists']), reference: '', holder: 'unknown' };
    case 'near_limit':
    case 'spike':
    case 'failures':
    case 'several_bad':
    case 'connection_lost':
    case 'limit_changed':
    case 'warned':
      return null;
  }
}

/** Only what the account sends is stopped, and it goes on otherwise. */
const onlyMail = (state: Alert['facts'][string] | undefined): boolean => state === 'mail_suspended' || state === 'mail_held';

const textOf = (fact: string | number | null | undefined): string => (typeof fact === 'string' ? fact : '');
