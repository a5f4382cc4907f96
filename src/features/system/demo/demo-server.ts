import type { HandOver, SmtpConnector } from '../../../ports/mailer.ts';

/** Answers as real servers word them, in turn; most messages are taken. */
const REFUSALS: readonly HandOver[] = [
  { outcome: 'refused', code: 550, enhanced: '5.1.1', reply: '550 5.1.1 Recipient address rejected: User unknown' },
  { outcome: 'refused', code: 452, enhanced: '4.2.2', reply: '452 4.2.2 Mailbox full, try again later' },
  { outcome: 'refused', code: 554, enhanced: '5.7.1', reply: '554 5.7.1 Service unavailable; client host blocked' },
  { outcome: 'refused', code: 451, enhanced: '4.7.1', reply: '451 4.7.1 Greylisting in action, please come back later' },
];
const REFUSED_EVERY = 5;

/** A mail server of the made-up workspace: it exists in memory only, nothing is handed to anybody. */
export function demoServer(): SmtpConnector {
  let count = 0;
  const send = async (): Promise<HandOver> => {
    count += 1;
    const refusal = count % REFUSED_EVERY === 0 ? REFUSALS[(count / REFUSED_EVERY - 1) % REFUSALS.length] : undefined;
    return refusal ?? { outcome: 'accepted', reply: `250 2.0.0 Ok: queued as ${(0x4f2a00 + count * 37).toString(16).toUpperCase()}` };
  };
  return { open: () => ({ send, verify: async () => ({ reply: '220 ready', tls: 'TLSv1.3' }), close: async () => {} }) };
}
