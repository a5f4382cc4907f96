import type { Capability, Definition, Lifter, Need, PanelKind, PanelLimit } from '../shared/panels.ts';

/** What a connector may send to its panel: one call at a time, at the address and with the pinned certificate of the connection. */
export interface PanelCall {
  readonly method: 'GET' | 'POST';
  /** Path below the address of the panel, with its leading slash; a query goes into `query`, never here. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A record is sent as a form. */
  readonly body?: string | Readonly<Record<string, string>>;
  /** For calls that are known to be slow. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface PanelAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Where and as whom. Secrets appear in no log, error or answer. */
export interface PanelAccess {
  readonly login: string;
  readonly secret: string;
  /** IANA zone of the days and texts of the panel. */
  readonly zone: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Base64 of the UTF-8 bytes, for headers. */
  base64(text: string): string;
  /**
   * Sends one call after the other, and hands the answer out without the secret should it be in it. Throws what `Http.send` throws, `cancelled`, and of the
   * answer only what means the same on every panel: `panel_busy` for 429, 502, 503, 504, and redirects as `panel_auth_refused` (to a login) or `panel_not_an_api`.
   */
  call(call: PanelCall): Promise<PanelAnswer>;
}

/** One hosting account as the panel shows it. null = the panel does not say. */
export interface PanelAccount {
  readonly login: string;
  /**
   * Tells an account from an earlier one of the same login (uid, creation): '' = nothing does. Of the form `kind:value` where a panel may tell another kind at
   * another time, since only equal kinds can be compared; `guid:` is one that no two accounts have, by which an account is known whatever its login is.
   */
  readonly birth: string;
  readonly domain: string;
  /** null = not read, which is not none. */
  readonly otherDomains: readonly string[] | null;
  /** Every address the panel has of the customer; null = not read. */
  readonly emails: readonly string[] | null;
  readonly owner: string;
  readonly plan: string;
  readonly createdAt: number | null;
  /** The reseller's own account, not one of a client. */
  readonly own: boolean;
  readonly suspended: boolean | null;
  readonly locked: boolean | null;
  readonly outgoingMail: 'open' | 'held' | 'suspended' | null;
  /** In the words of the panel or the host; '' = none given. Only of a suspended account. */
  readonly reason: string;
  readonly suspendedAt: number | null;
  readonly lifter: Lifter;
  /** Limits that are known, null = not read; `unlimited` true = the panel says that the account has none of its own, though the server may have one. */
  readonly limits: readonly PanelLimit[] | null;
  readonly unlimited: boolean | null;
}

/** Epoch milliseconds; `to` is not in it. */
export interface UsageWindow {
  readonly from: number;
  readonly to: number;
}

/** Figures of one account, or one of its domains where the panel tells them apart. null = not published, which is not 0. */
export interface PanelUsage {
  readonly login: string;
  /** '' = of the account as a whole. */
  readonly domain: string;
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly deferred: number | null;
  readonly failed: number | null;
  readonly recipients: number | null;
  readonly bytes: number | null;
  /** What the panel wrote about a limit that was reached in this window; '' = none. */
  readonly limitReached: string;
  readonly limit: PanelLimit | null;
}

/** One try to deliver one message to one recipient. */
export interface PanelMessage {
  /** The same try read twice has the same id. */
  readonly id: string;
  /** Id of the message in the queue, shared by its tries. */
  readonly messageId: string;
  readonly at: number;
  readonly sentAt: number;
  readonly login: string;
  readonly domain: string;
  readonly sender: string;
  readonly recipient: string;
  readonly outcome: 'delivered' | 'deferred' | 'failed' | 'in_progress';
  readonly remote: boolean | null;
  /** The answer of the other server, or of this one. */
  readonly text: string;
  readonly sizeBytes: number | null;
}

/** A message of the panel to its user that a mass mailing was seen. Count and names are what could be read: '' and null = nothing. */
export interface PanelWarning {
  /** As the panel numbers it. */
  readonly id: string;
  readonly at: number;
  readonly subject: string;
  readonly text: string;
  readonly login: string;
  readonly domain: string;
  readonly sent: number | null;
}

/**
 * How a panel tells volume. `windows`: any span, kept for `keptDays` (null = not known). `days`: figures by calendar day of the panel's zone.
 * `today`: a counter that restarts each day. A read that does not end with an error was complete: who is not in it sent nothing, where
 * `silentIsZero`; elsewhere nothing is known of him.
 */
export type UsageReader =
  | {
      readonly kind: 'windows';
      readonly definition: Definition;
      readonly keptDays: number | null;
      readonly silentIsZero: boolean;
      read(window: UsageWindow, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelUsage[], void, void>;
      /**
       * Asked of a window in which nobody sent anything. False = nothing so old is kept, or nothing is recorded at all, so that nothing is known of it.
       * Left out = silence is always silence.
       */
      readonly wasSilent?: (window: UsageWindow, signal: AbortSignal | undefined) => Promise<boolean>;
    }
  | {
      readonly kind: 'days';
      readonly definition: Definition;
      readonly keptDays: number | null;
      readonly silentIsZero: boolean;
      /** `day` is YYYY-MM-DD. */
      read(day: string, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelUsage[], void, void>;
    }
  | {
      readonly kind: 'today';
      readonly definition: Definition;
      readonly silentIsZero: boolean;
      /** `logins`: those to ask for, where the panel wants one call for each. */
      read(logins: readonly string[], signal: AbortSignal | undefined): AsyncGenerator<readonly PanelUsage[], void, void>;
    };

/**
 * A panel, read only. Every function throws the `panel_…` errors of the contract: `panel_auth_refused` after which nobody calls again by himself,
 * `panel_privilege_missing` for one call only, `panel_not_an_api`, `panel_unreadable` (names the call), `panel_refused`, `panel_busy`.
 */
export interface Connector {
  /** What this kind of panel publishes at all, before anything was tried: `unknown` = it depends on the server. */
  capabilities(): readonly Capability[];
  /** Tries each call once and says what works. Only a refused login or a server that is no such panel is an error. */
  probe(signal: AbortSignal | undefined): Promise<Probe>;
  /** Every account, in pages; when it ends without an error the list was complete. */
  accounts(signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void>;
  /** null = this panel publishes no figures. */
  readonly usage: UsageReader | null;
  /** Tries to deliver, for one account or all; `outcomes` empty = every one. null = not published. */
  readonly messages:
    | ((
        query: { readonly login: string | null; readonly window: UsageWindow; readonly outcomes: readonly PanelMessage['outcome'][] },
        signal: AbortSignal | undefined,
      ) => AsyncGenerator<readonly PanelMessage[], void, void>)
    | null;
  /** Warnings of the panel, newest first; reading marks none as read. null = it has none. */
  readonly warnings: ((signal: AbortSignal | undefined) => AsyncGenerator<readonly PanelWarning[], void, void>) | null;
}

export interface Probe {
  readonly capabilities: readonly Capability[];
  /** What the panel says of itself, such as its version; '' = nothing. */
  readonly version: string;
  /** The reseller's own suspension, where the panel tells. */
  readonly resellerSuspended: boolean | null;
}

/** What a person is asked for to connect. */
export interface PanelForm {
  readonly kind: PanelKind;
  readonly defaultPort: number;
  /** Privileges, right or setting the host must grant, in the panel's own spelling, and for which need. */
  readonly privileges: readonly { readonly name: string; readonly needs: readonly Need[] }[];
  /** What the secret is on this panel: worded by `connections:secret.<name>`. */
  readonly secret: 'token' | 'login_key' | 'password' | 'secret_key' | 'key_pair';
  /** Days of the panel are in its own zone, so it must be known. */
  readonly needsZone: boolean;
}

export interface ConnectorKind {
  readonly form: PanelForm;
  connect(access: PanelAccess): Connector;
}

/** Something the host or its panel wrote, taken apart into text by whoever was given it. */
export interface ReportSource {
  /** Name of the file; '' = pasted. */
  readonly name: string;
  /** The text of the file, or of the mail without its markup. */
  readonly text: string;
  /** Cells of a spreadsheet, row by row from line 1 on; null = it is none. Separated text stays text. */
  readonly cells: readonly (readonly string[])[] | null;
  /** What only a mail has. `parts`: what it carries beside its text, such as `message/delivery-status`. null = no mail. */
  readonly mail: {
    readonly subject: string;
    readonly from: string;
    /** Epoch milliseconds of its date. */
    readonly at: number | null;
    /** Its date as it stands there: by the clock of whoever wrote it. */
    readonly date?: string;
    readonly parts: readonly { readonly mime: string; readonly text: string }[];
  } | null;
  /** The panel of the pack it was put in for; null = none is known. */
  readonly kind: PanelKind | null;
  /** IANA zone of days and times written without one. */
  readonly zone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One account in a report. null = the report does not say. */
export interface ReportRow {
  /** Line in the text or the sheet, from 1. */
  readonly line: number;
  /** '' = it names the domain only. */
  readonly login: string;
  readonly domain: string;
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly deferred: number | null;
  readonly failed: number | null;
  readonly limit: PanelLimit | null;
  /** The day its figures are of (YYYY-MM-DD); null = the report does not say of this row. */
  readonly day: string | null;
  /** When that happened, for what is no table. */
  readonly at: number | null;
  /** What a mail about a suspension says; null in any other. */
  readonly suspended: 'account' | 'mail' | null;
  /** What is said of this account, in the words of the report; '' = nothing beside figures. */
  readonly text: string;
  readonly problem: 'no_account' | 'not_a_number' | null;
}

/** What was found in a report. */
export interface PanelReport {
  readonly kind: 'panel_table' | 'panel_warning' | 'limit_bounce' | 'suspension_mail';
  /** The calendar days it names (YYYY-MM-DD), earliest first; empty = none. */
  readonly days: readonly string[];
  readonly rows: readonly ReportRow[];
  /** Its first lines, without markup. */
  readonly excerpt: string;
}

/** Reads a report; null = nothing known was found in it. Writes nothing, throws nothing whatever it is given. */
export type ReadReport = (source: ReportSource) => PanelReport | null;
