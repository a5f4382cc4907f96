import { dateTimeIn } from '../../../shared/calendar.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { sequence } from './people.rules.ts';
import { type Burst, type Sender, sentBetween } from './traffic.rules.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PLACES = ['bigmail.example', 'outmail.example', 'corp1.example', 'corp4.example', 'yahmail.example'] as const;
const TLS = 'X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes';
const REMOTE = 'R=dkim_lookuphost T=dkim_remote_smtp';
const SPAM = 'SMTP error from remote mail server after end of data: 554 5.7.1 Message blocked: spam score 14.2 / 5.0, see https://filter.example';
const UNKNOWN = 'SMTP error from remote mail server after RCPT TO:<{to}>: 550 5.1.1 The email account that you tried to reach does not exist';
const BLOCKED =
  "SMTP error from remote mail server after MAIL FROM:<…>: 550 5.7.1 Unfortunately, messages from [192.0.2.25] weren't sent. Please contact your provider since part of their network is on our block list (S3150).";

const GREYLISTED = 'SMTP error from remote mail server after RCPT TO:<…>: 451 4.7.1 Greylisting in action, please come back later';
/** Who puts the server on his list, and how long before mail of the account is stopped. */
const LISTED_AT = 'outmail.example';
const BLOCK_BEFORE_MS = HOUR_MS / 2;
const SUBJECTS = [
  ['Devis', 'Commande', 'Rendez-vous', 'Facture', 'Your order', 'Question', 'Booking', 'Invoice', 'Заказ', 'Счёт', 'Вопрос', 'Встреча'],
  [
    'de mars',
    'confirmée',
    'pour lundi',
    'à vérifier',
    'is ready',
    'about delivery',
    'for Friday',
    'received',
    'на среду',
    'готов',
    'по доставке',
    'подтверждена',
  ],
] as const;

/** What happened on the made-up server. Epoch milliseconds. */
export interface MailStory {
  readonly accounts: readonly Sender[];
  readonly bursts: readonly Burst[];
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** A forgotten script of this account was found by somebody and sends until mail of the account is stopped. */
  readonly misused: { readonly login: string; readonly domain: string; readonly from: number; readonly stoppedAt: number; readonly until: number };
}

/** Lines of one message, each at its time. */
interface Written {
  readonly at: number;
  readonly text: string;
}

/** A main log of Exim of some thousand messages: everyday mail of every account, and one night in which a script sends what nobody wants. */
export function mailLog(story: MailStory): string {
  const ids = new Ids();
  const lines = [...story.accounts.flatMap((account) => everyday(account, story, ids)), ...misuse(story, ids)];
  lines.sort((a, b) => a.at - b.at);
  const text = lines.map(({ at, text: line }) => `${dateTimeIn(at, story.zone)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')} ${line}`);
  return `${text.join('\n')}\n`;
}

/** Ids as Exim makes them: the time, a process, a part of a second. */
class Ids {
  #made = 0;

  of(at: number): string {
    this.#made += 1;
    return `${base62(Math.floor(at / 1000), 6)}-${base62(90_000 + this.#made, 6)}-${base62(this.#made % 900, 2)}`;
  }
}

function base62(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = `${DIGITS[rest % 62]}${text}`;
  return text;
}

function everyday(account: Sender, { from, to, bursts, misused }: MailStory, ids: Ids): Written[] {
  const lines: Written[] = [];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const random = sequence(account.place * 31 + Math.floor(hour / HOUR_MS));
    const [first, second] = sentBetween(account, { from: hour, to: hour + HOUR_MS, bursts });
    const sent = (first?.sent ?? 0) + (second?.sent ?? 0);
    for (let message = 0; message < sent; message += 1) {
      const at = hour + Math.floor(random() * HOUR_MS);
      if (at >= to || (account.login === misused.login && at >= misused.stoppedAt)) continue;
      lines.push(...mailOf({ account, at, id: ids.of(at), random, to: recipientOf(random), blocked: at >= misused.stoppedAt - BLOCK_BEFORE_MS }));
    }
  }
  // At whatever hour it happens, some others write to the provider that has listed the server.
  if (account.login !== misused.login && account.place % 5 === 0) {
    const at = misused.stoppedAt - BLOCK_BEFORE_MS / 2 + account.place * 1000;
    lines.push(...mailOf({ account, at, id: ids.of(at), random: sequence(account.place), to: `client${account.place}@${LISTED_AT}`, blocked: true }));
  }
  return lines;
}

interface Message {
  readonly account: Sender;
  readonly at: number;
  readonly id: string;
  readonly random: () => number;
  readonly to: string;
  /** The server is on the list of one of the large providers. */
  readonly blocked: boolean;
}

function recipientOf(random: () => number): string {
  const place = PLACES[Math.floor(random() * PLACES.length)] ?? PLACES[0];
  return `client${Math.floor(random() * 90_000)}@${place}`;
}

function mailOf({ account, at, id, random, to, blocked }: Message): Written[] {
  const { domain, place } = account;
  const mailbox = `contact@${domain}`;
  const origin = `H=([192.168.1.${10 + (place % 200)}]) [198.51.100.${place % 250}]:4${Math.floor(1000 + random() * 8999)}`;
  const subject = SUBJECTS.map((words) => words[Math.floor(random() * words.length)]).join(' ');
  const arrived = `${id} <= ${mailbox} ${origin} P=esmtpsa ${TLS} A=dovecot_login:${mailbox} S=${1800 + Math.floor(random() * 90_000)} id=${id}@${domain} T="${subject}" for ${to}`;
  const later = at + 1000 + Math.floor(random() * 4000);
  return [{ at, text: arrived }, ...became({ id, to, later, chance: random(), blocked })];
}

interface Became {
  readonly id: string;
  readonly to: string;
  readonly later: number;
  readonly chance: number;
  readonly blocked: boolean;
}

/** Nearly everything arrives; a little is put off once, and what a list holds back fails. */
function became({ id, to, later, chance, blocked }: Became): Written[] {
  const host = `H=mx.${placeOf(to)} [203.0.113.7]`;
  const over = (at: number): Written => ({ at, text: `${id} Completed` });
  const arrived = (at: number): Written[] => [{ at, text: `${id} => ${to} ${REMOTE} ${host} ${TLS} K C="250 2.0.0 OK"` }, over(at)];
  if (blocked && to.endsWith(LISTED_AT)) return [{ at: later, text: `${id} ** ${to} ${REMOTE} ${host} ${TLS}: ${BLOCKED}` }, over(later)];
  if (chance < 0.02) return [{ at: later, text: `${id} ** ${to} ${REMOTE} ${host} ${TLS}: ${UNKNOWN.replace('{to}', to)}` }, over(later)];
  if (chance > 0.04) return arrived(later);
  return [{ at: later, text: `${id} == ${to} ${REMOTE} defer (-44) ${host}: ${GREYLISTED}` }, ...arrived(later + 11 * MINUTE_MS)];
}

function placeOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}

/** Some two hundred messages an hour in the name of strangers, refused more and more; at the end the server itself is refused for a while. */
function misuse({ misused }: MailStory, ids: Ids): Written[] {
  const { login, domain, from, stoppedAt, until } = misused;
  const random = sequence(4242);
  const lines: Written[] = [];
  for (let at = from; at < until; at += 9_000 + Math.floor(random() * 14_000)) {
    const id = ids.of(at);
    const to = recipientOf(random);
    const sender = `winner${Math.floor(random() * 90)}@corp5.example`;
    const cwd = `cwd=/home/${login}/public_html/wp-content/uploads/2019/.cache 4 args: /usr/sbin/sendmail -t -i -f${sender}`;
    lines.push(
      { at, text: cwd },
      { at, text: `${id} Sender identification U=${login} D=${domain} S=${sender}` },
      { at, text: `${id} <= ${sender} U=${login} P=local S=${2000 + Math.floor(random() * 800)} id=${id}@${domain} T="You have been chosen" for ${to}` },
      { at: at + 2000, text: fateOf({ id, to, domain, at, stoppedAt, blockedFrom: stoppedAt - BLOCK_BEFORE_MS, random }) },
      { at: at + 2000, text: `${id} Completed` },
    );
  }
  return lines;
}

interface Fate {
  readonly id: string;
  readonly to: string;
  readonly domain: string;
  readonly at: number;
  readonly stoppedAt: number;
  readonly blockedFrom: number;
  readonly random: () => number;
}

function fateOf({ id, to, domain, at, stoppedAt, blockedFrom, random }: Fate): string {
  const host = `${REMOTE} H=mx.${placeOf(to)} [203.0.113.7] ${TLS}`;
  if (at >= stoppedAt) return `${id} ** ${to} R=enforce_mail_permissions: Domain ${domain} has an outgoing mail suspension.  Message discarded.`;
  const chance = random();
  if (at >= blockedFrom && to.endsWith(LISTED_AT)) return `${id} ** ${to} ${host}: ${BLOCKED}`;
  if (chance < 0.45) return `${id} ** ${to} ${host}: ${SPAM}`;
  return chance < 0.6 ? `${id} ** ${to} ${host}: ${UNKNOWN.replace('{to}', to)}` : `${id} => ${to} ${host} K C="250 2.0.0 OK"`;
}
