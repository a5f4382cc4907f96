import type { Owned } from '../../hosts/index.ts';

/** What a mail is for: `marketing` has to offer a way out; `service` answers something the recipient did, or belongs to a contract. */
export type MailPurpose = 'marketing' | 'service';

/** What the rules are told beside the mail. */
export interface Asked {
  readonly purpose: MailPurpose;
  /** More than 5,000 a day. */
  readonly bulk: boolean;
  /** Countries of the recipients, ISO 3166. */
  readonly countries: readonly string[];
  /** Domains of the client's accounts; empty = not known. */
  readonly domains: readonly string[];
  readonly maxRecipients: Owned<number> | null;
  /** The page its link to unsubscribe opens, as it was saved; null = not given. */
  readonly unsubscribePage: string | null;
}
