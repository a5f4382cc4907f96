import type { MailService } from '../../contract/recipients.ts';
import { MAILBOX_DOMAINS } from '../../shared/mailbox-domains.ts';

/** Endings of the services; a domain of one's own may be read anywhere. */
const SERVICES: readonly (readonly [MailService, RegExp])[] = [
  ['gmail', /^(gmail|googlemail)\.com$/],
  ['outlook', /^((outlook|hotmail|live)\.[a-z.]{2,6}|msn\.com|passport\.com)$/],
  ['yandex', /^(yandex\.[a-z.]{2,6}|ya\.ru|narod\.ru)$/],
  ['mailru', /^(mail|bk|list|inbox|internet|xmail)\.ru$/],
];

const MOST = 4;
/** Names this long may differ in two places. */
const LONG = 9;

/** The domain of an address, lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Where the mailbox of an address is read, as far as its domain says. */
export function serviceOf(address: string): MailService {
  const domain = domainOf(address);
  return SERVICES.find(([, pattern]) => pattern.test(domain))?.[0] ?? 'other';
}

/** Addresses somebody may have meant who wrote `address`, likeliest first: domains that are known, `others` among them, and differ little. A known domain is right. */
export function likelyAddresses(address: string, others: readonly string[]): string[] {
  const domain = domainOf(address);
  const local = address.slice(0, address.lastIndexOf('@'));
  const known = [...new Set([...MAILBOX_DOMAINS, ...others.map((one) => one.toLowerCase())])];
  if (known.includes(domain)) return [];
  return known
    .map((one) => ({ one, steps: distance(domain, one) }))
    .filter(({ one, steps }) => steps <= (one.length >= LONG ? 2 : 1))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, MOST)
    .map(({ one }) => `${local}@${one}`);
}

/** How many letters have to be changed, added, left out or swapped with their neighbour (optimal string alignment). Names that differ much in length are not compared. */
function distance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
