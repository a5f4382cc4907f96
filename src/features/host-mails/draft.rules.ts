import type { HostMailGap, HostMailPassage, HostMailTopic } from '../../contract/host-mails.ts';
import type { IncidentKind, IncidentSubject } from '../../contract/incidents.ts';
import { organisationOf } from '../../shared/organisation.ts';
import { clip, namesAny } from '../../shared/text.ts';
import { linkIn } from './answer.rules.ts';
import type { Decision } from './decide.rules.ts';
import { DOMAIN, emailsIn, ipsIn, listsIn, reasonIn, referenceIn, scriptIn } from './names.rules.ts';
import type { Sentence } from './sentences.rules.ts';
import { withoutCause } from './topic.rules.ts';
import { CAUSE, MAILBOX, STATE_LINE } from './words.rules.ts';

const KINDS: Partial<Record<HostMailTopic, IncidentKind>> = {
  listing: 'listing',
  suspended_account: 'suspension',
  suspended_pack: 'suspension',
  blocked_script: 'blocked_object',
  blocked_ip: 'blocked_object',
  blocked_account: 'blocked_object',
  limit_reached: 'blocked_object',
  port_25: 'port_25',
};

const SHORT = 300;
const REASON = 2000;
const PASSAGE = 600;
const SERVER = /^[ \t>*-]*(?:server|vps|vds|host(?:name)?|serveur|сервер|хост)(?:[ \t]+(?:name|nom))?[ \t]*[:=–—][ \t]*([^\n]{2,120})/imu;
/** Its name behind the word, where it stands in a sentence. */
const NAMED_SERVER = new RegExp(String.raw`(?<!\p{L})(?:server|vps|vds|serveur|сервер\p{L}{0,3})\s{1,2}(${DOMAIN.source})`, 'iu');
const serverIn = (words: string): string => NAMED_SERVER.exec(words)?.[1] ?? '';
/** Of this machine, of a net at home, or an answer of a list. */
const NOBODYS = /^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^::1?$|^fe80:/;

/** All that is known of a mail before a case is made of it. */
export interface Known {
  readonly decision: Decision;
  readonly sentences: readonly Sentence[];
  readonly subjectLine: string;
  readonly text: string;
  /** Domain the mail comes from; '' = not known. */
  readonly host: string;
  /** What the reader of reports names as the reason. */
  readonly reported: string;
  /** Name of the account it is about; '' = not known. */
  readonly account: string;
  /** It names no other account. */
  readonly isAlone: boolean;
  /** Addresses that are watched, and who holds them. */
  readonly watched: readonly { readonly ip: string; readonly holder: string }[];
  /** Domains that are ours. */
  readonly ownDomains: readonly string[];
}

/** The case a mail would be, what says so, and what is missing. */
export interface Draft {
  readonly kind: IncidentKind | null;
  readonly subject: IncidentSubject | null;
  readonly passages: readonly HostMailPassage[];
  readonly gaps: readonly HostMailGap[];
}

export function draftOf(known: Known): Draft {
  const { topic, sentence } = known.decision;
  const kind = KINDS[topic] ?? null;
  const said: HostMailPassage[] = sentence === null ? [] : [{ says: 'topic', text: clip(sentence.text, PASSAGE) }];
  if (kind === null) return { kind, subject: null, passages: said, gaps: [] };
  const reason = reasonOf(known);
  const because: HostMailPassage[] = reason === '' || repeats(reason, sentence?.text ?? '') ? [] : [{ says: 'reason', text: clip(reason, PASSAGE) }];
  const made = topic === 'listing' ? listing(known) : other(known, reason);
  const quoted = [...said, ...made.passages, ...because];
  const except = quoted.map(({ text }) => text).join('\n');
  return {
    kind: made.subject?.kind ?? kind,
    ...made,
    passages: [...quoted, ...passage('account', known.sentences, { word: known.account, except })],
    gaps: [...made.gaps, ...(reason === '' && topic !== 'listing' ? ['reason' as const] : [])],
  };
}

/** One account of several that a mail names. */
interface Own {
  readonly word: string;
  readonly reason: string;
  /** Reasons of the other accounts, and words that name them. */
  readonly others: { readonly reasons: readonly string[]; readonly words: readonly string[] };
}

/**
 * The case of one account of several that were stopped, with its own reason where it has one, else the one of all. A reason that is another's, or names another, is none: letters
 * quote it to its client. Null = the mail is about something else.
 */
export function ownSubject(subject: IncidentSubject | null, { word, reason, others }: Own): IncidentSubject | null {
  if (subject?.kind !== 'suspension' || subject.scope === 'pack') return null;
  const own = reason === '' ? subject.reason : clip(reason, REASON);
  const isAnothers = (reason === '' && others.reasons.some((each) => each !== '' && repeats(own, each))) || namesAny(own, others.words);
  return { ...subject, name: clip(word, SHORT), reason: isAnothers ? '' : own };
}

type Made = Omit<Draft, 'kind'>;

function listing(known: Known): Made {
  const { decision, sentences, subjectLine, text, host, watched, ownDomains } = known;
  const words = decision.sentence?.text ?? '';
  const whole = `${subjectLine}\n${text}`;
  const lists = listsIn(words).length > 0 ? listsIn(words) : listsIn(whole);
  const ips = [ipsIn(words), ipsIn(whole)].map((some) => some.filter((ip) => !NOBODYS.test(ip)));
  const listed = ips[0]?.[0] ?? watched.find(({ ip }) => ips[1]?.includes(ip))?.ip ?? ips[1]?.[0] ?? ownDomains[0] ?? '';
  const list = clip(lists.join(', '), SHORT);
  const holder = watched.find(({ ip }) => ip === listed)?.holder;
  const passages = [...passage('object', sentences, { word: listed, except: words }), ...passage('list', sentences, { word: lists[0] ?? '', except: words })];
  const gaps: HostMailGap[] = [...(listed === '' ? (['listed'] as const) : []), ...(list === '' ? (['list'] as const) : [])];
  const subject: IncidentSubject = {
    kind: 'listing',
    listed,
    list,
    reference: clip(referenceIn(whole) || linkIn(whole, host), SHORT),
    holder: holder === 'reseller' || holder === 'host' ? holder : 'unknown',
  };
  return { subject: gaps.length > 0 ? null : subject, passages, gaps };
}

function other({ decision, sentences, subjectLine, text, host, account, isAlone }: Known, reason: string): Made {
  const words = decision.sentence?.text ?? '';
  const whole = `${subjectLine}\n${text}`;
  // Of several, one name would hide the others.
  const alone = isAlone ? clip(account, SHORT) : '';
  const named = (find: (text: string) => string): string => clip(find(words) || find(whole), SHORT);
  const made = (name: string, subject: IncidentSubject, isNeeded: boolean): Made => ({
    subject,
    passages: passage('object', sentences, { word: name, except: words }),
    gaps: name === '' && isNeeded ? ['name'] : [],
  });
  const firstIp = (from: string): string => ipsIn(from).find((ip) => !NOBODYS.test(ip)) ?? '';
  switch (decision.topic) {
    case 'suspended_account':
      return made(account, { kind: 'suspension', scope: 'account', stopped: 'hosting', name: alone, reason }, false);
    case 'suspended_pack':
      return made('', { kind: 'suspension', scope: 'pack', stopped: MAILBOX.test(withoutCause(words)) ? 'mail' : 'hosting', name: '', reason }, false);
    case 'blocked_script': {
      const name = named(scriptIn);
      return made(name, { kind: 'blocked_object', object: 'script', name, reason }, true);
    }
    case 'blocked_ip': {
      const name = named(firstIp);
      return made(name, { kind: 'blocked_object', object: 'ip', name, reason }, true);
    }
    case 'port_25': {
      const server = SERVER.exec(text)?.[1]?.trim() ?? (serverIn(words) || named(firstIp));
      return made(server, { kind: 'port_25', server, reason }, true);
    }
    default: {
      // In a form it stands in a line of its own.
      const box = emailsIn(words)[0] ?? (STATE_LINE.test(words) ? emailsIn(text).find((one) => !isOf(host, one)) : undefined);
      // What one box sends is less than what its account does.
      if (decision.topic === 'blocked_account' && box === undefined) {
        return made(account, { kind: 'suspension', scope: 'account', stopped: 'mail', name: alone, reason }, false);
      }
      const name = box ?? account;
      return made(name, { kind: 'blocked_object', object: 'account', name, reason }, true);
    }
  }
}

const isOf = (host: string, address: string): boolean => host !== '' && organisationOf(address.split('@').at(-1) ?? '') === organisationOf(host);

/** It says again what a sentence says, word for word, whatever stop stands behind. */
function repeats(reason: string, sentence: string): boolean {
  const folded = (words: string): string => words.replace(/[\s.!;:]+$/u, '').toLowerCase();
  return sentence !== '' && folded(reason).startsWith(folded(sentence));
}

/** What is named as the reason, else what stands behind "because" in the sentence, else the sentence; that something is suspended is no reason of it. */
function reasonOf({ decision, text, reported }: Known): string {
  const words = decision.sentence?.text ?? '';
  const at = words.search(CAUSE);
  const named = reasonIn(text) || (at > 0 ? words.slice(at) : '');
  return clip([named, reported, words].find((reason) => reason !== '' && !STATE_LINE.test(reason)) ?? '', REASON);
}

/** The sentence that names a word, where it is another than the one that says what happened. */
function passage(
  says: HostMailPassage['says'],
  sentences: readonly Sentence[],
  { word, except }: { readonly word: string; readonly except: string },
): HostMailPassage[] {
  if (word === '' || except.includes(word)) return [];
  const found = sentences.find(({ text }) => text.toLowerCase().includes(word.toLowerCase()));
  return found === undefined ? [] : [{ says, text: clip(found.text, PASSAGE) }];
}
