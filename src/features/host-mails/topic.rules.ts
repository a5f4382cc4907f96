import type { HostMailTopic } from '../../contract/host-mails.ts';
import { LIST_NAMES } from '../blocklists/index.ts';
import { BEFORE, beforeUntil, clausesOf, isAboutOthers, staysShut } from './clauses.rules.ts';
import { DOMAIN, IP, scriptIn } from './names.rules.ts';
import type { Sentence } from './sentences.rules.ts';
import {
  BLOCK,
  BY_RECEIVER,
  CAUSE,
  DEMAND,
  DISARMED,
  DISARMED_FILE,
  DROPPED,
  HAPPENED,
  IP_WORD,
  LIFT_WANTED,
  LIFTED,
  LIFTED_ITSELF,
  LIMIT,
  LIST_WORD,
  MAILBOX,
  MAYBE,
  NOT_SO,
  ON_LIST,
  OURS,
  PACK,
  PORT_25,
  REACHED,
  SCRIPT,
  SHUT,
  STATE_LINE,
  TAKEN_DOWN,
  THREAT,
} from './words.rules.ts';

/** What a sentence says happened. */
export interface Statement {
  readonly topic: HostMailTopic;
  readonly sentence: Sentence;
  /** It is still so, whatever else is over. */
  readonly stays: boolean;
  /** It tells of what had been before. */
  readonly isPast: boolean;
}

/** What is told of, by the words in which it is; the more special stands first. */
const SAID: readonly (readonly [topic: HostMailTopic, is: (words: string) => boolean])[] = [
  ['port_25', (words) => parts(words).some((part) => PORT_25.test(part) && (SHUT.test(part) || DROPPED.test(part)) && !BY_RECEIVER.test(part))],
  ['listing', (words) => isList(words) && ON_LIST.test(words)],
  ['blocked_script', (words) => (SCRIPT.test(words) && (SHUT.test(words) || DISARMED.test(words))) || DISARMED_FILE.test(words)],
  ['limit_reached', (words) => LIMIT.test(words) && REACHED.test(words)],
  ['suspended_pack', (words) => PACK.test(words) && (SHUT.test(words) || TAKEN_DOWN.test(words))],
  ['blocked_ip', (words) => (IP_WORD.test(words) || IP.test(words)) && SHUT.test(words)],
  ['blocked_account', (words) => MAILBOX.test(words) && SHUT.test(words)],
  ['suspended_account', (words) => STATE_LINE.test(words)],
];

/** What is still shut, by what it is. */
const STANDS: readonly (readonly [topic: HostMailTopic, is: (words: string) => boolean])[] = [
  ['port_25', (words) => PORT_25.test(words)],
  ['listing', (words) => isList(words) && ON_LIST.test(words)],
  ['blocked_script', (words) => SCRIPT.test(words)],
  ['suspended_pack', (words) => PACK.test(words)],
  ['blocked_account', (words) => MAILBOX.test(words) || /\w@\w/.test(words)],
  ['blocked_ip', (words) => IP_WORD.test(words) || IP.test(words)],
  ['suspended_account', () => true],
];

/** What happens whenever somebody does something. */
const RULE =
  /\b(?:is|are)\s+(?:\w+ly\s+)?(?:suspended|blocked|closed|disabled|listed)\b[^.]{0,200}\b(?:if|when|whenever|as\s+soon\s+as|unless)\b|(?<!\p{L})(?:est|sont)\s+(?:\p{L}+ment\s+)?(?:suspendu|bloqué|fermé|désactivé|inscrit)\p{L}*[^.]{0,200}(?<!\p{L})(?:si|dès\s+que|lorsqu|en\s+cas)(?!\p{L})/iu;

/** What else a sentence may speak of: it counts only to say that nothing came of it. */
const ABOUT = (words: string): boolean => [LIST_WORD, PORT_25, SHUT, LIMIT, BLOCK].some((pattern) => pattern.test(words)) || isList(words);

function isList(words: string): boolean {
  return LIST_WORD.test(words) || LIST_NAMES.some(({ pattern }) => pattern.test(words));
}

/** What the reader of reports makes of one sentence; null = nothing. */
export type ReadSentence = (sentence: Sentence) => 'suspended_account' | 'blocked_account' | 'limit_reached' | null;

/** What the sentences of a mail say happened, or did not, in their order. */
export function statementsIn(sentences: readonly Sentence[], read: ReadSentence): Statement[] {
  const hasScript = sentences.some(({ text }) => scriptIn(text) !== '');
  return sentences.flatMap((sentence, at) => {
    const text = saidIn(sentences, at);
    // Whoever asks says nothing, and a rule is no news.
    if (text.trimEnd().endsWith('?') || RULE.test(text)) return [];
    return clausesOf(withoutCause(text)).flatMap((words) => {
      // What happened to somebody else is no news either.
      if (isAboutOthers(words)) return [];
      const stays = staysShut(words);
      const topic = stays ? (STANDS.find(([, is]) => is(beforeUntil(words)))?.[0] ?? null) : topicOf(words, { sentence, read, hasScript });
      return topic === null ? [] : [{ topic, sentence, stays, isPast: BEFORE.test(words) }];
    });
  });
}

/** So many lines over a line of a form that says how something stands, its name stands at most. */
const FORM_LINES = 8;
const OF_ACCOUNT =
  /^[\s>*-]*(?:(?:c?panel|hosting)\s+)?(?:account|user(?:\s?name)?|login|domain|site|hosting|compte|identifiant|domaine|hébergement|логин|аккаунт|пользователь|домен|сайт|хостинг)(?:\s+\p{L}+)?\s*[:=–—]/iu;
const STATE_OF_ACCOUNT = /^[^:=–—]{0,40}(?<!\p{L})(?:account|hosting|site|compte|аккаунта|сайта|хостинга)(?!\p{L})[^:=–—]{0,10}[:=–—]/iu;

/**
 * What a sentence says; a line of a form that says how something stands, with the line above it that says of what, as a form begins with that. Empty where nothing does: a
 * ticket, or a service, has a state too.
 */
function saidIn(sentences: readonly Sentence[], at: number): string {
  const { text = '' } = sentences[at] ?? {};
  if (!STATE_LINE.test(text) || STATE_OF_ACCOUNT.test(text)) return text;
  const above = sentences.slice(Math.max(0, at - FORM_LINES), at).filter(({ isSubject }) => !isSubject);
  const own = above.slice(above.findLastIndex((each) => STATE_LINE.test(each.text)) + 1);
  const object = own.find((line) => OF_ACCOUNT.test(line.text) || isOtherObject(line.text));
  if (object === undefined) return '';
  return OF_ACCOUNT.test(object.text) ? text : `${object.text} ${text}`;
}

/** A line of a form, and no sentence, that names something else than an account which may be shut. */
function isOtherObject(line: string): boolean {
  return /^[^:=–—]{1,40}[:=–—]\s?\S+(?:\s\S+){0,5}$/u.test(line) && [PORT_25, SCRIPT, IP_WORD, MAILBOX].some((pattern) => pattern.test(line));
}

interface Around {
  readonly sentence: Sentence;
  readonly read: ReadSentence;
  /** The mail names a program on a site: "the script" is that one. */
  readonly hasScript: boolean;
}

function topicOf(words: string, { sentence, read, hasScript }: Around): HostMailTopic | null {
  const said = SAID.find(([, is]) => is(words))?.[0] ?? read({ ...sentence, text: words }) ?? (TAKEN_DOWN.test(words) ? 'suspended_account' : null);
  if (LIFT_WANTED.test(words)) return null;
  if (LIFTED_ITSELF.test(words) || (LIFTED.test(words) && (said !== null || ABOUT(words)))) return MAYBE.test(words) ? null : 'lifted';
  if (said === null) return THREAT.test(words) ? 'announced' : null;
  const before = clauseOf(words);
  if (NOT_SO.test(before)) return said === 'listing' ? 'not_listed' : null;
  if (MAYBE.test(before)) return 'announced';
  if (DEMAND.test(before)) return null;
  return isOurs(sentence.text) || (said === 'blocked_script' && hasScript) ? said : null;
}

/** How it goes on stands behind "and", and takes nothing back: "was blocked and can be opened again if …". */
function clauseOf(words: string): string {
  const verb = [SHUT, ON_LIST, REACHED, DISARMED, TAKEN_DOWN].map((pattern) => pattern.exec(words)).find((found) => found !== null);
  if (verb === null || verb === undefined) return words;
  const end = verb.index + verb[0].length;
  const rest = words.slice(end);
  const next = rest.search(/[,;]|\s(?:and|et|и|until|jusqu|до)\s/iu);
  return next < 0 ? words : words.slice(0, end) + rest.slice(0, next);
}

/** A sentence without what it gives as the cause: up to the comma behind it, or to its end. What begins with its cause is read from the comma on. */
export function withoutCause(sentence: string): string {
  const at = sentence.search(CAUSE);
  if (at < 0) return sentence;
  const comma = sentence.indexOf(',', at);
  if (comma < 0 && at === 0) return sentence;
  return comma < 0 ? sentence.slice(0, at) : `${sentence.slice(0, at)} ${sentence.slice(comma + 1)}`;
}

/** What stands between commas: a sentence may speak of a door, and of something that was shut. */
function parts(words: string): string[] {
  return words.split(/[,;]/);
}

/** Somebody of ours is named, or spoken to. */
function isOurs(text: string): boolean {
  return [OURS, STATE_LINE, HAPPENED, IP, DOMAIN, /\w@\w/, /["«“'][\w.@-]+["»”']/].some((pattern) => pattern.test(text));
}
