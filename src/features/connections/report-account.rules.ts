import { z } from 'zod';
import type { PanelAccount, ReportRow } from '../../connectors/connector.ts';
import { LIFTERS } from '../../shared/panels.ts';
import type { HostedRow } from '../statuses/index.ts';

const Names = z.array(z.string());

/** What a report says of an account beside figures. */
function said({ suspended, text, at }: ReportRow) {
  return {
    suspended: suspended === 'account' ? true : null,
    outgoingMail: suspended === 'mail' ? ('suspended' as const) : null,
    reason: suspended === null ? '' : text,
    suspendedAt: suspended === null ? null : at,
  };
}

/** An account nothing is known of but that a report names it. One that is named by its domain only goes by that. */
export function shownInReport(row: ReportRow): PanelAccount {
  return {
    login: row.login === '' ? row.domain : row.login,
    birth: '',
    domain: row.domain,
    otherDomains: [],
    emails: [],
    owner: '',
    plan: '',
    createdAt: null,
    own: false,
    locked: null,
    lifter: 'unknown',
    limits: [],
    unlimited: null,
    ...said(row),
  };
}

/** An account as it is known, with the state a report says it is in. */
export function shownAgain(known: HostedRow, row: ReportRow): PanelAccount {
  return {
    login: known.login,
    birth: known.birth,
    domain: known.domain,
    otherDomains: Names.parse(JSON.parse(known.other_domains)),
    emails: Names.parse(JSON.parse(known.emails)),
    owner: known.owner,
    plan: known.plan,
    createdAt: known.host_created_at,
    own: known.own === 1,
    locked: null,
    lifter: LIFTERS.find((lifter) => lifter === known.lifter) ?? 'unknown',
    limits: null,
    unlimited: null,
    ...said(row),
  };
}
