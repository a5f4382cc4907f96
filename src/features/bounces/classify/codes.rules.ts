import type { SmtpStage } from '../../../ports/mailer.ts';
import type { Provider } from './provider-texts.rules.ts';
import type { Verdict } from './types.ts';

/** What a code alone says. `weak`: servers write it for so much that words without a code say more. */
export interface CodeVerdict extends Verdict {
  readonly weak: boolean;
}

const say = (what: Verdict['class'], target: Verdict['target'], weak = false): CodeVerdict => ({ class: what, target, weak });

/** RFC 3463 and the registry of RFC 5248, subject and detail; the class is the one of a 5. */
const CODES: Readonly<Record<string, CodeVerdict>> = {
  '1.0': say('permanent', 'address', true),
  '1.1': say('permanent', 'address'),
  '1.2': say('permanent', 'domain'),
  '1.3': say('permanent', 'address'),
  '1.4': say('permanent', 'address'),
  '1.6': say('permanent', 'address'),
  '1.7': say('blocked', 'sender-auth'),
  '1.8': say('blocked', 'sender-auth'),
  '1.9': say('permanent', 'message'),
  '1.10': say('permanent', 'domain'),
  '2.0': say('permanent', 'address', true),
  '2.1': say('permanent', 'address'),
  '2.2': say('temporary', 'mailbox'),
  '2.3': say('permanent', 'message'),
  '2.4': say('temporary', 'system'),
  '3.0': say('temporary', 'system', true),
  '3.1': say('temporary', 'system'),
  '3.2': say('temporary', 'system'),
  '3.3': say('permanent', 'message'),
  '3.4': say('permanent', 'message'),
  '3.5': say('temporary', 'system'),
  '4.0': say('temporary', 'network', true),
  '4.1': say('temporary', 'network'),
  '4.2': say('temporary', 'network'),
  '4.3': say('temporary', 'network'),
  '4.4': say('temporary', 'network', true),
  '4.5': say('temporary', 'rate'),
  '4.6': say('permanent', 'message'),
  '4.7': say('temporary', 'network', true),
  '4.14': say('permanent', 'message'),
  '5.0': say('permanent', 'message', true),
  '5.1': say('permanent', 'message', true),
  '5.2': say('permanent', 'message', true),
  '5.3': say('temporary', 'host-limit'),
  '5.4': say('permanent', 'message', true),
  '5.6': say('permanent', 'message'),
  '7.0': say('blocked', 'recipient-policy', true),
  '7.1': say('blocked', 'recipient-policy', true),
  '7.2': say('blocked', 'recipient-policy'),
  '7.8': say('blocked', 'sender-auth'),
  '7.9': say('blocked', 'sender-auth', true),
  '7.13': say('permanent', 'address'),
  '7.17': say('permanent', 'address'),
  '7.20': say('blocked', 'sender-auth'),
  '7.21': say('blocked', 'sender-auth'),
  '7.22': say('blocked', 'sender-auth'),
  '7.23': say('blocked', 'sender-auth'),
  '7.24': say('blocked', 'sender-auth'),
  '7.25': say('blocked', 'sender-ip'),
  '7.26': say('blocked', 'sender-auth'),
  '7.27': say('blocked', 'sender-auth'),
  '7.28': say('blocked', 'sender-ip'),
  '7.29': say('blocked', 'sender-ip'),
  '7.30': say('blocked', 'sender-auth'),
  '7.31': say('blocked', 'sender-auth'),
  '7.32': say('blocked', 'sender-auth'),
  '7.40': say('blocked', 'sender-auth'),
};

/** Detail numbers of Exchange Online, from one to another. */
const MICROSOFT: readonly (readonly [subject: number, from: number, to: number, CodeVerdict])[] = [
  [1, 20, 20, say('permanent', 'message')],
  [1, 90, 90, say('blocked', 'host-limit')],
  [2, 121, 122, say('temporary', 'rate')],
  [4, 1, 1, say('permanent', 'address')],
  [4, 14, 14, say('permanent', 'message')],
  [4, 300, 300, say('temporary', 'network', true)],
  [4, 310, 310, say('permanent', 'domain')],
  [4, 311, 399, say('temporary', 'network', true)],
  [7, 50, 51, say('blocked', 'sender-auth')],
  [7, 57, 68, say('blocked', 'sender-auth')],
  [7, 100, 199, say('blocked', 'recipient-policy')],
  [7, 230, 239, say('blocked', 'host-limit')],
  [7, 321, 327, say('blocked', 'sender-auth')],
  [7, 501, 504, say('blocked', 'host-limit')],
  [7, 508, 508, say('blocked', 'sender-ip')],
  [7, 509, 509, say('blocked', 'sender-auth')],
  [7, 510, 511, say('blocked', 'sender-ip')],
  [7, 512, 512, say('blocked', 'sender-auth')],
  [7, 513, 513, say('blocked', 'recipient-policy')],
  [7, 515, 515, say('blocked', 'sender-auth')],
  [7, 500, 699, say('blocked', 'sender-ip')],
  [7, 700, 799, say('blocked', 'sender-ip')],
  [7, 850, 899, say('blocked', 'sender-ip')],
];

/** What an enhanced status code says; null when nothing. The same number means different things at different providers. */
export function enhancedVerdict(code: string, provider: Provider | null): CodeVerdict | null {
  const parts = /^([45])\.(\d{1,3})\.(\d{1,3})$/.exec(code);
  if (parts === null) return null;
  const [first, subject, detail] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (subject === 0) return null;
  if (provider === 'google' && subject === 4 && detail === 5) return say('blocked', 'host-limit');
  if ((provider === 'google' || provider === 'yandex') && first === 4 && subject === 2 && detail === 1) return say('temporary', 'rate');
  const known = ofMicrosoft(subject, detail, provider) ?? CODES[`${subject}.${detail}`] ?? ofSubject(subject);
  if (known === null || first === 5 || known.class === 'blocked' || (subject === 4 && detail === 6)) return known;
  return { ...known, class: 'temporary' };
}

function ofMicrosoft(subject: number, detail: number, provider: Provider | null): CodeVerdict | null {
  if (provider !== 'microsoft' && detail < 100) return null;
  return MICROSOFT.find(([of, from, to]) => of === subject && detail >= from && detail <= to)?.[3] ?? null;
}

/** Details nobody registered: what their subject says. */
function ofSubject(subject: number): CodeVerdict | null {
  if (subject === 1 || subject === 2) return say('permanent', 'unknown', true);
  if (subject === 3) return say('temporary', 'system', true);
  if (subject === 4) return say('temporary', 'network', true);
  if (subject === 5) return say('permanent', 'message', true);
  if (subject === 6) return say('permanent', 'message');
  return subject === 7 ? say('blocked', 'recipient-policy', true) : null;
}

/** What a reply code alone says, by what it answered; null when nothing. */
export function replyVerdict(code: number, stage: SmtpStage | null): Verdict | null {
  if (code >= 400 && code < 500) return { class: 'temporary', target: code === 452 ? 'mailbox' : code === 450 ? 'address' : 'network' };
  if (code === 530 || code === 535 || code === 538) return { class: 'blocked', target: 'sender-auth' };
  if (stage !== null && stage !== 'rcpt' && (code === 550 || code === 554)) return { class: 'blocked', target: BY_STAGE[stage] };
  if (code === 550 || code === 551 || code === 553 || code === 540 || code === 525) return { class: 'permanent', target: 'address' };
  if (code === 552 && stage === 'mail') return { class: 'permanent', target: 'message' };
  if (code === 552) return { class: 'temporary', target: 'mailbox' };
  if (code === 554) return { class: 'blocked', target: 'recipient-policy' };
  if (code === 521 || code === 556) return { class: 'permanent', target: 'domain' };
  return code >= 500 && code < 600 ? { class: 'permanent', target: 'message' } : null;
}

const BY_STAGE = { connect: 'sender-ip', mail: 'sender-auth', data: 'content', rcpt: 'recipient-policy' } as const;
