import type { BundleKit } from './bundles.ts';
import type { Clock } from './clock.ts';
import type { Dns } from './dns.ts';
import type { FileStore } from './files.ts';
import type { Hasher } from './hasher.ts';
import type { Holidays } from './holidays.ts';
import type { Http } from './http.ts';
import type { IdSource } from './ids.ts';
import type { ImapConnector } from './imap.ts';
import type { CaseJudge } from './judge.ts';
import type { ListReader } from './lists.ts';
import type { Logger } from './logger.ts';
import type { LogScanner } from './logs.ts';
import type { DraftFolder, MailFormat, SmtpConnector } from './mailer.ts';
import type { PdfMaker } from './pdf.ts';
import type { SecretStore } from './secret-store.ts';
import type { Signer, TimeStamper } from './signer.ts';
import type { Spreadsheets } from './spreadsheet.ts';
import type { TextCodec } from './text-codec.ts';
import type { Texts } from './texts.ts';

/** What the core needs from outside, beside its database. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly hasher: Hasher;
  readonly logger: Logger;
  readonly files: FileStore;
  readonly codec: TextCodec;
  readonly spreadsheets: Spreadsheets;
  readonly pdf: PdfMaker;
  readonly mail: MailFormat;
  readonly smtp: SmtpConnector;
  readonly imap: ImapConnector;
  readonly drafts: DraftFolder;
  readonly secrets: SecretStore;
  readonly texts: Texts;
  readonly signer: Signer;
  readonly timeStamper: TimeStamper;
  readonly bundles: BundleKit;
  readonly holidays: Holidays;
  readonly http: Http;
  readonly dns: Dns;
  readonly lists: ListReader;
  readonly logs: LogScanner;
  readonly judge: CaseJudge;
}
