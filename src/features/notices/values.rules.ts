import { LONG_FIELDS, type MergeField, valueLimit } from '../../contract/merge-fields.ts';
import type { Version } from '../../contract/texts.ts';
import { longDate } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { MergeValues } from './content.rules.ts';
import type { Recipient } from './recipients.repo.ts';

/** Longest name printed in a notice, in characters; a longer one is cut with an ellipsis. */
const NAME_LIMIT = 200;

/** What stands where a notice will have its token, so that nobody answers with the token of a preview: its check symbol is wrong. */
export const EXAMPLE_TOKEN = 'SW-XXXX-XXXX-X';

/** A name as it may stand in a subject, a header or a sentence. */
export function plainName(value: string): string {
  return clip(singleLine(value), NAME_LIMIT);
}

/** What the sender settings give to a notice. */
export interface NoticeSender {
  readonly resellerName: string;
  readonly supportAddress: string;
}

/** What a text says without a client: host, version, sender and day. */
export interface CommonSource {
  readonly host: Pick<Recipient['host'], 'name' | 'termsUrl'>;
  readonly version: Pick<Version, 'number' | 'effectiveOn'>;
  readonly language: Language;
  /** Hash of the text in that language. */
  readonly textSha256: string;
  readonly sender: NoticeSender;
  readonly issuedOn: string;
  readonly token: string;
}

/** What a notice to a client says. */
export type ValueSource = Omit<CommonSource, 'host'> & { readonly recipient: Recipient };

/** The values that need no client; empty where there is none. */
export function commonValues({ host, version, language, textSha256, sender, issuedOn, token }: CommonSource): MergeValues {
  return {
    host_name: plainName(host.name),
    reseller_name: plainName(sender.resellerName),
    support_address: plainName(sender.supportAddress),
    version_number: String(version.number),
    effective_on: longDate(version.effectiveOn, language),
    issued_on: longDate(issuedOn, language),
    text_hash: textSha256,
    // Whole, however long: a link that is cut leads nowhere.
    terms_url: singleLine(host.termsUrl ?? ''),
    reply_token: token,
  };
}

/** The value of every field a notice may use; empty where there is none. */
export function mergeValues({ recipient, ...common }: ValueSource): MergeValues {
  const { client, contact, accounts, host } = recipient;
  const ordered = accounts.map((account) => account.orderedOn ?? '').filter((date) => date !== '');
  const [firstOrder] = ordered.sort();
  return {
    ...commonValues({ host, ...common }),
    client_name: plainName(client.name),
    // Nobody to write to is a missing contact, whatever the client is called.
    contact_name: contact === null ? '' : plainName(contact.name) || plainName(client.name),
    domains: domainsOf(recipient).join(', '),
    plan: distinct(accounts.map((account) => account.plan)).join(', '),
    ordered_on: firstOrder === undefined ? '' : longDate(firstOrder, common.language),
    pack_name: distinct(accounts.map((account) => account.packName)).join(', '),
  };
}

const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** A value typed by hand, as it may stand in any text: no longer than its kind may be, and one line; that of a long field, lines without blank ones. */
export function plainValue(field: MergeField, value: string): string {
  const lines = LONG_FIELDS.includes(field) ? value.split(LINE_END) : [value];
  const said = lines.map(singleLine).filter((line) => line !== '');
  return clip(said.join('\n'), valueLimit(field));
}

/** Domains of the accounts a notice is about, main ones first. */
export function domainsOf({ accounts }: Pick<Recipient, 'accounts'>): string[] {
  return distinct([...accounts.map((account) => account.mainDomain), ...accounts.flatMap((account) => account.otherDomains)]);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map(plainName))].filter((value) => value !== '');
}
