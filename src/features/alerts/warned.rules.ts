/** A login or domain that may be named in a warning. */
export interface Named {
  readonly hostedId: number;
  readonly login: string;
  readonly domain: string;
}

/** The account a warning names, and how many messages it speaks of. Hosts edit and translate these texts, so they are read loosely. */
export interface WarningRead {
  readonly hostedId: number | null;
  readonly count: number | null;
}

const WORDS = /[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;
const NUMBER = /(?<![\p{L}\p{N}._@-])(\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,9})(?![\p{L}\p{N}@-]|[.,]\d)/u;
/** Words beside a count of messages, as panels write them. */
const COUNTED = /(?<![\d.,:])(\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,9})[ \u00a0\u202f](?:e-?mails?|messages?|mails?|писем|письма|сообщени)/iu;

/** Names by which warnings may mean an account. The longest name wins nothing: the first account named is meant. */
export function namesOf(accounts: readonly Named[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { hostedId, domain } of accounts) if (domain !== '') names.set(domain.toLowerCase(), hostedId);
  for (const { hostedId, login } of accounts) if (login !== '') names.set(login.toLowerCase(), hostedId);
  return names;
}

/** Who is meant, and how many messages are spoken of: first the subject, then the text. */
export function readWarning({ subject, text }: { readonly subject: string; readonly text: string }, names: ReadonlyMap<string, number>): WarningRead {
  const meant = [subject, text].map((part) => accountIn(part, names)).find((hostedId) => hostedId !== null) ?? null;
  return { hostedId: meant, count: countIn(subject) ?? countIn(text) };
}

function accountIn(text: string, names: ReadonlyMap<string, number>): number | null {
  for (const [word] of text.toLowerCase().matchAll(WORDS)) {
    const found = names.get(word.replace(/[._-]+$/, ''));
    if (found !== undefined) return found;
  }
  return null;
}

function countIn(text: string): number | null {
  const digits = (COUNTED.exec(text)?.[1] ?? NUMBER.exec(text)?.[1] ?? '').replace(/\D/g, '');
  const count = Number(digits);
  return digits === '' || !Number.isSafeInteger(count) || count === 0 ? null : count;
}
