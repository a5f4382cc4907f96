export type MailServer = 'exim' | 'postfix';

/** Share of messages whose subject no other message has; likewise of envelope senders, as newsletters make them for bounces, and of recipients' domains. */
export const DIFFERENT = { subjects: 1 / 2, senders: 1 / 4, domains: 1 / 8 } as const;

const EXIM = /^.{20}(\w{6}-\w{6,11}-\w{2,4}) (<=|=>|->|==|[*][*]) /;
const POSTFIX = /\]: ([0-9A-F]{9,12}): (to=<|from=<|info: header Subject: )/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Makes a line of a share of messages one as no other message has it; by the id of the message, so that its lines stay of one message. */
export function varied(server: MailServer, line: string): string {
  const [, id = '', kind = ''] = (server === 'exim' ? EXIM : POSTFIX).exec(line) ?? [];
  if (id === '') return line;
  const word = [...id.replaceAll('-', '')].map((digit) => LETTERS[digit.charCodeAt(0) % 26]).join('');
  const kept = partOf(id);
  const changed = kept < DIFFERENT.subjects && kind !== 'to=<' ? withSubject(line, word) : line;
  const sent = kept < DIFFERENT.senders && (kind === '<=' || kind === 'from=<') ? withSender(changed, word) : changed;
  return kept < DIFFERENT.domains ? withDomain(sent, kind, word) : sent;
}

/** A number between 0 and 1 for an id. */
function partOf(id: string): number {
  let hash = 0;
  for (const digit of id) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x9e3779b1) ^ (hash >>> 15);
  return (hash >>> 8) / 2 ** 24;
}

function withSubject(line: string, word: string): string {
  return line.replace(/(?<= T="| header Subject: )/, `${word} `);
}

function withSender(line: string, word: string): string {
  return line.replace(/(?<= <= [\w.]{1,64}|: from=<[\w.]{1,64})(?=@)/, `+${word}`);
}

/** Of a recipient: at the place where the line tells of him. */
function withDomain(line: string, kind: string, word: string): string {
  if (kind === '<=') {
    const end = line.lastIndexOf(' for ');
    return end < 0 ? line : line.slice(0, end) + line.slice(end).replaceAll(/(?<=@)/g, `${word}.`);
  }
  return line.replace(/(?<= (?:=>|->|==|[*][*]) [^\s@<]{1,64}@|: to=<[^>@]{1,64}@)/, `${word}.`);
}
