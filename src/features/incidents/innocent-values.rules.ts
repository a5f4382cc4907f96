import type { Concerned, Incident, IncidentSubject } from '../../contract/incidents.ts';
import { parseIp } from '../../shared/ip.ts';

/** What is told of a case to clients who have nothing to do with it (`letters:trouble.<key>`). `name` is an IP address or empty: a domain or an account is somebody's. */
export interface Trouble {
  readonly key: 'listed_ip' | 'pack' | 'pack_mail' | 'ip' | 'port_25';
  readonly name: string;
  readonly list: string;
}

/**
 * The trouble that clients share, without anybody's name, account, domain or words of a host; null = none that others would feel: what is done to one account or script is
 * done to it alone, and no server refuses a client's mail for the domain of another.
 */
export function sharedTrouble(subject: IncidentSubject): Trouble | null {
  switch (subject.kind) {
    case 'listing': {
      const ip = parseIp(subject.listed)?.text ?? '';
      return ip === '' ? null : { key: 'listed_ip', name: ip, list: subject.list };
    }
    case 'suspension':
      return subject.scope === 'pack' ? { key: subject.stopped === 'mail' ? 'pack_mail' : 'pack', name: '', list: '' } : null;
    case 'blocked_object': {
      const ip = subject.object === 'ip' ? (parseIp(subject.name)?.text ?? '') : '';
      return ip === '' ? null : { key: 'ip', name: ip, list: '' };
    }
    case 'port_25':
      return { key: 'port_25', name: '', list: '' };
    case 'recipient':
      return null;
  }
}

type Reached = 'lifted' | 'asked' | 'stopped';
export type Standing = 'looking' | Reached | `${Reached}_list`;

/** How things stand (`letters:standing.<key>`): no more than the steps say. What came back since the answer is looked into anew, whatever was done before. */
export function standingOf({ steps, subject }: Pick<Incident, 'steps' | 'subject'>, cameBack: boolean): Standing {
  const is = (ids: readonly string[], ...states: readonly string[]): boolean => steps.some(({ id, state }) => ids.includes(id) && states.includes(state));
  if (cameBack || !is(['stop_sending'], 'done')) return 'looking';
  const so = is(['await_answer'], 'done') ? 'lifted' : is(['ask_unblocking', 'ask_delisting'], 'done', 'waiting') ? 'asked' : 'stopped';
  // Whatever is on a list is taken off it: nothing was blocked.
  return subject.kind === 'listing' ? `${so}_list` : so;
}

/** What is told of the part of its reader (`letters:innocent_notice.part.<key>`): while nobody is known to have caused it, only who was looked at is known not to have. */
export function partOf(reader: Concerned['role'] | null, concerned: readonly Pick<Concerned, 'role'>[]): 'not_you' | 'no_sign' {
  return reader === 'innocent' || concerned.some(({ role }) => role === 'caused') ? 'not_you' : 'no_sign';
}
