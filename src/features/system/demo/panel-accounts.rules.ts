import type { PanelAccount } from '../../../connectors/connector.ts';
import { DAY_MS } from '../../../shared/durations.ts';

/** An account kept here that the made-up panel is to show. */
export interface KnownAccount {
  readonly login: string;
  readonly domain: string;
  readonly otherDomains: readonly string[];
  readonly email: string;
  readonly plan: string;
  readonly suspended: boolean;
  readonly place: number;
}

/** What happened to an account at its host: from so many days ago on, by its place. `gone`: the list holds it no longer. */
interface Happening {
  readonly place: number;
  readonly days: number;
  readonly until?: number;
  readonly shown: Partial<PanelAccount>;
}

const HAPPENINGS: readonly Happening[] = [
  { place: 4, days: 21, until: 12, shown: { suspended: true, reason: 'Facture impayée' } },
  { place: 11, days: 6, shown: { suspended: true, locked: true, reason: 'Envoi massif de courriels non sollicités' } },
  { place: 17, days: 2.2, shown: { outgoingMail: 'held' } },
  { place: 23, days: 8, until: 3, shown: { outgoingMail: 'suspended' } },
  { place: 31, days: 0.4, shown: { outgoingMail: 'suspended' } },
  { place: 38, days: 30, until: 27, shown: { suspended: true, reason: 'Site piraté, fichiers malveillants' } },
];
/** Gone from the list for so many days. */
const GONE = { place: 29, days: 1.5 };

/** The list as the panel showed it so many days ago. `tellsMail`: the panel tells when only mail is held or stopped. */
export function listOf(
  accounts: readonly KnownAccount[],
  { days, now, tellsMail }: { readonly days: number; readonly now: number; readonly tellsMail: boolean },
): PanelAccount[] {
  return accounts
    .filter(({ place }) => !tellsMail || place !== GONE.place || days > GONE.days)
    .map((account) => {
      const happening = tellsMail ? HAPPENINGS.find((each) => each.place === account.place && days <= each.days && days > (each.until ?? -1)) : undefined;
      const suspendedAt = happening?.shown.suspended === true ? Math.round(now - happening.days * DAY_MS - 240_000) : null;
      return { ...plain(account, tellsMail), ...happening?.shown, suspendedAt };
    });
}

function plain({ login, domain, otherDomains, email, plan, suspended, place }: KnownAccount, tellsMail: boolean): PanelAccount {
  return {
    login,
    birth: tellsMail ? `${1000 + place}` : '',
    domain,
    otherDomains,
    emails: email === '' ? [] : [email],
    owner: tellsMail ? 'lavande' : '',
    plan,
    createdAt: null,
    own: false,
    suspended,
    locked: tellsMail ? false : null,
    outgoingMail: tellsMail ? 'open' : null,
    reason: suspended && tellsMail ? 'Facture impayée' : '',
    suspendedAt: null,
    lifter: suspended ? 'reseller' : 'unknown',
    limits: tellsMail ? [{ count: place % 9 === 0 ? 500 : 200, seconds: 3600, scope: 'domain', source: 'set' }] : [],
    unlimited: tellsMail ? false : null,
  };
}
