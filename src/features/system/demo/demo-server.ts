import type { HandOver, SmtpConnector } from '../../../ports/mailer.ts';

/** How a real server words it. `times`: after so many tries it takes the message. */
interface Refusal {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  readonly times: number;
}

const REFUSALS: readonly Refusal[] = [
  { code: 550, enhanced: '5.1.1', text: 'Recipient address rejected: User unknown', times: Number.POSITIVE_INFINITY },
  { code: 452, enhanced: '4.2.2', text: 'Mailbox full, try again later', times: Number.POSITIVE_INFINITY },
  { code: 451, enhanced: '4.7.1', text: 'Greylisting in action, please come back later', times: 1 },
  { code: 451, enhanced: '4.3.2', text: 'System not accepting messages at the moment', times: Number.POSITIVE_INFINITY },
  { code: 554, enhanced: '5.7.1', text: 'Message refused by local policy', times: Number.POSITIVE_INFINITY },
];
/** One new recipient in so many is refused. */
const REFUSED_EVERY = 7;

/** A mail server of the made-up workspace: it exists in memory only, nothing is handed to anybody. */
export function demoServer(): SmtpConnector {
  const known = new Map<string, { readonly refusal: Refusal | undefined; tries: number }>();
  const meet = (to: string) => {
    const number = known.size + 1;
    const met = { refusal: number % REFUSED_EVERY === 0 ? REFUSALS[(number / REFUSED_EVERY - 1) % REFUSALS.length] : undefined, tries: 0 };
    known.set(to, met);
    return met;
  };
  const send = async ({ to }: { readonly to: string }): Promise<HandOver> => {
    const recipient = known.get(to) ?? meet(to);
    recipient.tries += 1;
    const { refusal, tries } = recipient;
    if (refusal === undefined || tries > refusal.times) return { outcome: 'accepted', reply: `250 2.0.0 Ok: queued as ${queueId(known.size, tries)}` };
    const { code, enhanced, text } = refusal;
    return { outcome: 'refused', stage: 'rcpt', code, enhanced, reply: `${code} ${enhanced} ${text}` };
  };
  return { open: () => ({ send, verify: async () => ({ reply: '220 ready', tls: 'TLSv1.3' }), close: async () => {} }) };
}

function queueId(recipients: number, tries: number): string {
  return (0x4f2a00 + recipients * 3701 + tries).toString(16).toUpperCase();
}
