/** One message to one person. */
export interface MailDraft {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly dateMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }[];
}

/** Writes RFC 5322 / MIME messages and reads them back. */
export interface MailFormat {
  write(draft: MailDraft): Promise<Uint8Array>;
  read(eml: Uint8Array): Promise<ParsedMail>;
}

export interface ParsedMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly messageId: string;
  /** Epoch milliseconds of the Date header; null without one that is a date. */
  readonly dateMs: number | null;
  /** Message-IDs, with their angle brackets, of what it answers: In-Reply-To, then References from the newest to the oldest. */
  readonly answers: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly html: string;
  /** Every part that is not the text itself, messages inside this one and delivery reports among them. */
  readonly attachments: readonly { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }[];
}

export interface SmtpAccount {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
}

/** At which step a server refused: its greeting, MAIL FROM, RCPT TO, or the end of DATA. */
export type SmtpStage = 'connect' | 'mail' | 'rcpt' | 'data';

/**
 * What came of handing one message over.
 * `accepted`: the server answered 250 after DATA. `refused`: it answered 4xx or 5xx, nothing was taken.
 * `not_sent`: no answer because the message was never given (connection, TLS, login). `uncertain`: the connection ended after
 * DATA had begun and before the answer: the server may have it.
 */
export type HandOver =
  | { readonly outcome: 'accepted'; readonly reply: string }
  | { readonly outcome: 'refused'; readonly reply: string; readonly code: number; readonly enhanced: string | null; readonly stage: SmtpStage }
  | {
      readonly outcome: 'not_sent';
      readonly errorCode: 'smtp_unreachable' | 'smtp_timeout' | 'smtp_tls_failed' | 'smtp_auth_failed';
      readonly reply: string;
      readonly permanent: boolean;
    }
  | { readonly outcome: 'uncertain'; readonly reply: string };

/** A connection to one SMTP server. TLS certificates are always verified. */
export interface SmtpClient {
  send(message: { readonly from: string; readonly to: string; readonly eml: Uint8Array }): Promise<HandOver>;
  /** Connects and logs in; throws the `smtp_…` errors of the contract. */
  verify(): Promise<{ readonly reply: string; readonly tls: string | null }>;
  close(): Promise<void>;
}

export interface SmtpConnector {
  open(account: SmtpAccount): SmtpClient;
}

/** Writes drafts the reseller sends by hand. */
export interface DraftFolder {
  write(name: string, eml: Uint8Array): Promise<void>;
}
