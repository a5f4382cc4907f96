import type { Concerned, IncidentSubject } from '../../contract/incidents.ts';
import { parseIp } from '../../shared/ip.ts';
import { namesAny } from '../../shared/text.ts';
import type { People } from './other-names.rules.ts';

/** What happened, as told to a client whose hosting it came from, or may have come from (`letters:happened.<key>`). */
export interface Happened {
  readonly key:
    | 'listed_ip'
    | 'listed_domain'
    | 'listed'
    | 'account'
    | 'account_mail'
    | 'pack'
    | 'pack_mail'
    | 'script'
    | 'script_named'
    | 'ip'
    | 'port_25'
    | 'other';
  readonly name: string;
  readonly list: string;
}

/** Whom a letter is to, as the case sees him. */
export interface Reader {
  /** null = the case does not name him. */
  readonly role: Concerned['role'] | null;
  /** Nobody else may have caused it: what the case names is his. */
  readonly alone: boolean;
  /** Somebody else may have caused it too. */
  readonly among: boolean;
  /** Domains of his accounts in the case. */
  readonly domains: readonly string[];
  /** Logins and domains of everybody else in the pack, and their names: what names one of them is not told to him. */
  readonly others: readonly string[];
  /** What everybody is called, as far as the letter may tell what was noted for nobody's eyes. */
  readonly people: People;
}

const named = (key: Happened['key'], name: string, list = ''): Happened => ({ key, name, list });

/** A domain or a script is named only to whom it belongs: of two who may have caused it, neither hears of the other. */
export function happened(subject: IncidentSubject, { alone, domains, others }: Reader): Happened {
  switch (subject.kind) {
    case 'listing': {
      const ip = parseIp(subject.listed)?.text ?? '';
      if (ip !== '') return named('listed_ip', ip, subject.list);
      const own = (alone && !namesAny(subject.listed, others)) || domains.includes(subject.listed.toLowerCase());
      return named(own ? 'listed_domain' : 'listed', own ? subject.listed : '', subject.list);
    }
    case 'suspension':
      return named(subject.stopped === 'mail' ? `${subject.scope}_mail` : subject.scope, '');
    case 'blocked_object': {
      if (subject.object === 'account') return named('account_mail', '');
      if (subject.object === 'ip') return named('ip', subject.name);
      return alone && subject.name !== '' && !namesAny(subject.name, others) ? named('script_named', subject.name) : named('script', '');
    }
    case 'port_25':
      return named('port_25', '');
    case 'recipient':
      return named('other', '');
  }
}

/** Whether it came from his hosting, or may have (`letters:origin.<key>`): nothing is said as a fact before somebody established it. */
export const originOf = ({ role }: Reader): 'caused' | 'suspected' => (role === 'caused' ? 'caused' : 'suspected');
