import type { Draw } from './draw.ts';
import type { Outcome, Sent, Trail } from './record.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TLS = 'X=TLS1.3:ECDHE_SECP256R1__ECDSA_SECP256R1_SHA256__AES_256_GCM:256 CV=no';
const CLIENT_TLS = 'X=TLS1.3:ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM:256 CV=no';
const HOSTS = ['bigmail.example', 'outmail.example', 'yahmail.example', 'corp3.example', 'corp5.example'] as const;

/** What an account sent, as the simulator made it up, to be written down as a server would. */
export interface Journal {
  readonly account: string;
  readonly sent: readonly Sent[];
}

interface Line {
  readonly at: number;
  /** Lines of one second stay in the order in which they were written. */
  readonly order: number;
  readonly text: string;
}

/** The main log of Exim 4.96 on a panel server (log selector of cPanel, UTC) that shows this mail, as far as it goes by then. */
export function eximLog(draw: Draw, { journals, until }: { readonly journals: readonly Journal[]; readonly until: number }): string {
  const lines: Line[] = [];
  const write = (at: number, text: string): void => {
    lines.push({ at, order: lines.length, text: `${stamp(at)} ${text}` });
  };
  let messages = 0;
  for (const { account, sent } of journals) {
    for (const each of sent) {
      for (const message of messagesOf(draw, each)) writeMessage({ draw, write, account, id: idOf(message.at, messages++) }, message);
      for (const trail of each.traces ?? []) if (trail.kind === 'refused_login') writeGuesses(draw, write, { ...each, login: trail.value });
    }
  }
  lines.sort((a, b) => a.at - b.at || a.order - b.order);
  return `${lines.flatMap(({ at, text }) => (at < until ? [text] : [])).join('\n')}\n`;
}

interface Message {
  readonly at: number;
  readonly trails: readonly Trail[];
  readonly fates: readonly (Outcome | null)[];
}

/** Shares out recipients and what became of them to messages, spread over the slot. */
function messagesOf(draw: Draw, { start, seconds, messages, recipients, outcomes, traces }: Sent): Message[] {
  if (recipients === 0) return [];
  const fates: (Outcome | null)[] = Array.from({ length: recipients }, () => null);
  const free = fates.map((_, index) => index);
  for (const outcome of outcomes) {
    for (let each = 0; each < outcome.failed; each++) place(draw, { fates, free }, { ...outcome, failed: 1, deferred: 0 });
    for (let each = 0; each < outcome.deferred; each++) place(draw, { fates, free }, { ...outcome, failed: 0, deferred: 1 });
  }
  const of = Math.max(1, Math.min(messages, recipients));
  return Array.from({ length: of }, (_, index): Message => {
    const part = fates.slice(Math.floor((index * recipients) / of), Math.floor(((index + 1) * recipients) / of));
    return { at: start + Math.floor(((index + draw.between(0, 1)) * seconds) / of), trails: trailsOf(draw, traces ?? []), fates: part };
  });
}

function place(draw: Draw, { fates, free }: { readonly fates: (Outcome | null)[]; readonly free: number[] }, fate: Outcome): void {
  const [index] = free.length === 0 ? [] : free.splice(draw.whole(0, free.length - 1), 1);
  if (index !== undefined) fates[index] = fate;
}

/** Of each kind of trace the one that this message carries. */
function trailsOf(draw: Draw, trails: readonly Trail[]): Trail[] {
  const ways = trails.filter(({ kind }) => kind === 'script' || kind === 'login');
  const others = trails.filter(({ kind, share }) => (kind === 'sender' || kind === 'subject') && draw.chance(share ?? 1));
  const way = ways.find(({ share }) => draw.chance(share ?? 1)) ?? ways.at(-1);
  return [...(way === undefined ? [] : [way]), ...others];
}

interface Writing {
  readonly draw: Draw;
  readonly write: (at: number, text: string) => void;
  readonly account: string;
  readonly id: string;
}

function writeMessage(writing: Writing, { at, trails, fates }: Message): void {
  const { draw, write, account, id } = writing;
  const find = (kind: Trail['kind']): Trail | undefined => trails.find((trail) => trail.kind === kind);
  const recipients = fates.map((fate) => `${draw.pick('anna', 'ben', 'carla', 'dan', 'eva')}${draw.whole(1, 99_999)}@${hostFor(draw, fate)}`);
  const login = find('login');
  const script = find('script');
  const sender = find('sender')?.value ?? login?.value ?? `${account}@server1.hostpack.example`;
  const subject = find('subject')?.value ?? draw.pick('Your order', 'Re: offer', 'Discount => 50% ** today == only <= now', 'Meeting on Thursday');
  const ending = `S=${draw.whole(900, 9000)} id=${id}@${account}.example T="${subject}" for ${recipients.join(' ')}`;
  if (script !== undefined) write(at, `cwd=${script.value} 4 args: /usr/sbin/sendmail -t -i -f${sender}`);
  write(at, `${id} Sender identification U=${account} D=${account}.example S=${sender}`);
  if (login === undefined || script !== undefined) write(at, `${id} <= ${sender} U=${account} P=local ${ending}`);
  else
    write(
      at,
      `${id} <= ${sender} H=(desk) [${sourceOf(draw, login)}]:${draw.whole(20_000, 60_000)} P=esmtpsa ${CLIENT_TLS} A=dovecot_login:${login.value} ${ending}`,
    );
  for (const [index, recipient] of recipients.entries()) writeFate(writing, { at: at + 1, recipient, fate: fates[index] ?? null });
  write(at + 4000, `${id} Completed`);
}

/** Mailboxes come from the same few addresses, those that many use from as many. */
function sourceOf(draw: Draw, { sources, altogether }: Trail): string {
  const of = altogether ?? sources ?? 1;
  return `127.${of > 5 ? 66 : 40}.${draw.whole(0, of - 1)}.7`;
}

function hostFor(draw: Draw, fate: Outcome | null): string {
  return fate?.target === 'sender-ip' ? 'outmail.example' : draw.pick(...HOSTS);
}

interface Fate {
  readonly at: number;
  readonly recipient: string;
  readonly fate: Outcome | null;
}

const REPLIES: Readonly<Record<string, readonly [stage: string, failed: string, deferred: string]>> = {
  address: ['RCPT TO:<?>', '550-5.1.1 The email account that you tried to reach does not exist. Please try\\n550 5.1.1 double-checking', '450 4.1.1 later'],
  content: ['end of data', '554 5.7.1 Message blocked: spam score 14.2 / 5.0, see http://www.spamhaus.example/query/ip/127.10.0.1', '451 4.7.1 later'],
  'sender-ip': [
    'RCPT TO:<?>',
    "550 5.7.1 Unfortunately, messages from [127.10.0.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    '421 4.7.0 [TSS04] Messages from 127.10.0.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
  ],
  mailbox: ['RCPT TO:<?>', '552 5.2.2 <?>: Recipient address rejected: Quota exceeded (mailbox for user is full)', '452 4.2.2 full'],
  system: ['RCPT TO:<?>', '554 5.3.0 no', '451 4.7.1 <?>: Recipient address rejected: Greylisted, see http://grey.example/help'],
};

function writeFate({ write, account, id }: Writing, { at, recipient, fate }: Fate): void {
  const host = recipient.slice(recipient.indexOf('@') + 1);
  const route = `R=dkim_lookuphost T=dkim_remote_smtp`;
  write(at, `${id} SMTP connection outbound ${at} ${id} ${account}.example ${recipient}`);
  const [stage = '', failed = '', deferred = ''] = fate === null ? [] : (REPLIES[fate.target] ?? []);
  const said = (reply: string): string => `SMTP error from remote mail server after ${stage}: ${reply}`.replaceAll('?', recipient);
  if (fate !== null && fate.failed > 0) {
    write(at + 2, `${id} ** ${recipient} ${route} H=mx.${host} [127.20.1.1] ${TLS}: ${said(failed)}`);
    return;
  }
  if (fate !== null)
    for (const wait of [2, 900, 1800]) write(at + wait, `${id} == ${recipient} ${route} defer (-44) H=mx.${host} [127.20.1.1]: ${said(deferred)}`);
  write(at + (fate === null ? 3 : 3600), `${id} => ${recipient} ${route} H=mx.${host} [127.20.1.1] ${TLS} C="250 2.0.0 Ok: queued as 0BD7E236A9"`);
}

function writeGuesses(draw: Draw, write: Writing['write'], { start, seconds, messages, login }: Sent & { readonly login: string }): void {
  for (let guess = 0; guess < messages; guess++) {
    const at = start + Math.floor(draw.between(0, seconds));
    write(
      at,
      `dovecot_login authenticator failed for (WIN-J8K2) [127.66.${draw.whole(0, 250)}.9]:${draw.whole(20_000, 60_000)}: 535 Incorrect authentication data (set_id=${login})`,
    );
  }
}

function stamp(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A message id of 16 characters: its time in base 62, and a count in place of the process. */
function idOf(at: number, count: number): string {
  return `${base62(at, 6)}-${base62(count, 6)}-${base62(count % 3844, 2)}`;
}

function base62(number: number, length: number): string {
  let text = '';
  for (let rest = number, place = 0; place < length; place++, rest = Math.floor(rest / 62)) text = (DIGITS[rest % 62] ?? '0') + text;
  return text;
}
