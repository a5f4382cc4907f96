export interface ImapAccount {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
}

/** How far a folder was read: a new `validity` means that the server numbers its messages anew. */
export interface ImapPosition {
  readonly validity: string;
  readonly uid: number;
}

export interface ImapMessage {
  readonly position: ImapPosition;
  readonly source: Uint8Array;
}

/** One look into a mail folder. It is opened read-only: no flag is set, nothing is moved. Throws the `imap_…` errors of the contract. */
export interface ImapSession {
  readonly greeting: string;
  readonly tls: string | null;
  folders(): Promise<string[]>;
  /** Opens `folder` and says how many messages are newer than `after`. */
  open(folder: string, after: ImapPosition | null): Promise<{ readonly messages: number; readonly fresh: number }>;
  /** The messages newer than the position given to `open`, oldest first; one over `maxBytes` comes with its first bytes only. */
  messages(maxBytes: number, signal: AbortSignal | undefined): AsyncGenerator<ImapMessage, void, void>;
  close(): Promise<void>;
}

/** Connects over TLS; certificates are always verified. */
export interface ImapConnector {
  open(account: ImapAccount, signal?: AbortSignal): Promise<ImapSession>;
}
