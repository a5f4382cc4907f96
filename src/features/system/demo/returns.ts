import { type FileRef, OutboxId } from '../../../contract/ids.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { type Answer, bounceMail, complaintMail, type Departed } from './returned-mail.rules.ts';
import { result, type Step, type Story, stepsOf } from './story.ts';

/** Messages that are looked through for some that may come back. */
const LOOKED_AT = 40;
/** So many lie between two that come back. */
const APART = 3;

/** What servers far away answered, a word for every thing that can fail. */
const ANSWERS = {
  address: { status: '5.1.1', text: '550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table' },
  domain: { status: '5.4.4', text: '550 5.4.4 Host or domain name not found: NXDOMAIN, the domain does not exist' },
  mailbox: { status: '5.2.2', text: '552 5.2.2 Mailbox full: the recipient is over quota' },
  senderIp: { status: '5.7.1', text: '554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using dnsbl.example' },
  senderAuth: { status: '5.7.26', text: '550 5.7.26 This mail is unauthenticated: neither SPF nor DKIM passed' },
  content: { status: '5.7.1', text: '554 5.7.1 Message rejected as spam by content filter' },
  policy: { status: '5.7.1', text: '550 5.7.1 Recipient does not accept mail from this sender: access denied' },
  hostLimit: { status: '5.0.0', text: 'Domain atelier.example has exceeded the max emails per hour (151/150 (100%)) allowed. Message discarded.' },
  rate: { status: '4.7.0', text: '421 4.7.0 Too many messages from your address, try again later' },
  network: { status: '4.4.1', text: '421 4.4.1 Connection timed out' },
  system: { status: '4.3.5', text: '451 4.3.5 Server configuration problem' },
  size: { status: '5.3.4', text: '552 5.3.4 Message size exceeds fixed limit' },
} as const satisfies Readonly<Record<string, Answer>>;

/** Real messages that left in the past days, newest first, some apart. */
async function departed({ features, clock, call }: Story, { days, count }: { readonly days: number; readonly count: number }): Promise<Departed[]> {
  const { rows } = await features.outbox.list({ states: ['sent'], kinds: ['notice', 'reminder'], search: '', offset: 0, limit: LOOKED_AT }, call);
  const recent = rows.filter(({ transport, sentAt }) => transport === 'smtp' && sentAt !== undefined && Date.parse(sentAt) > clock.now() - days * DAY_MS);
  const chosen = recent.filter((_, index) => index % APART === 1).slice(0, count);
  const found: Departed[] = [];
  for (const { id } of chosen) {
    const { messageId, from, to, subject, sentAt } = await features.outbox.get({ id: OutboxId.parse(id) }, call);
    found.push({ messageId, from: bare(from), to: bare(to), subject, sentAt: Date.parse(sentAt ?? '') });
  }
  return found;
}

/** The address alone. */
function bare(mailbox: string): string {
  return mailbox.replace(/^.*<|>.*$/g, '');
}

/** Takes mails in as they arrived. */
async function takeIn({ features, files, codec, call }: Story, mails: readonly string[]): Promise<void> {
  const fileRefs: FileRef[] = [];
  for (const mail of mails) fileRefs.push((await files.put('returned.eml', 'message/rfc822', codec.encodeUtf8(mail))).ref);
  if (fileRefs.length > 0) await result(features.acknowledgements.readFiles({ fileRefs }, call));
}

/** Some of what left in the past days comes back, each for a reason of its own. */
async function comeBack(story: Story, days: number, reasons: readonly (keyof typeof ANSWERS)[]): Promise<void> {
  const messages = await departed(story, { days, count: reasons.length });
  await takeIn(
    story,
    messages.flatMap((message, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [bounceMail(message, ANSWERS[reason])];
    }),
  );
}

async function complain(story: Story, days: number): Promise<void> {
  const messages = await departed(story, { days, count: 1 });
  await takeIn(story, messages.map(complaintMail));
}

/** What came back over the months, and one complaint. */
export function returns(story: Story): Step[] {
  return stepsOf(story, [
    [177, () => comeBack(story, 2, ['domain', 'content', 'address'])],
    [78, () => comeBack(story, 12, ['mailbox', 'senderAuth', 'network'])],
    // How many left in a week depends on how they were spread: a month always has enough.
    [22, () => comeBack(story, 30, ['senderIp', 'address', 'hostLimit'])],
    [20, () => complain(story, 30)],
    [11, () => comeBack(story, 6, ['policy', 'size'])],
    [2.3, () => comeBack(story, 2, ['rate', 'domain', 'system'])],
  ]);
}
