import { join } from 'node:path';
import { nodeBundleKit } from '../adapters/bundle-kit.ts';
import { nodeDns } from '../adapters/dns.ts';
import { draftFolder } from '../adapters/draft-folder.ts';
import { folderFileStore } from '../adapters/file-store.ts';
import { createHolidays } from '../adapters/holidays.ts';
import { nodeHttp } from '../adapters/http.ts';
import { nodeHasher, uuidSource } from '../adapters/identity.ts';
import { imapflowConnector } from '../adapters/imap.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { nodeLogScanner } from '../adapters/log-scan.ts';
import { nodemailerFormat } from '../adapters/mail-format.ts';
import { createPdfMaker } from '../adapters/pdf.ts';
import { nodeSigner } from '../adapters/signer.ts';
import { nodemailerSmtp } from '../adapters/smtp.ts';
import { spreadsheets } from '../adapters/spreadsheet.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { nodeTextCodec } from '../adapters/text-codec.ts';
import { createTexts } from '../adapters/texts.ts';
import { httpTimeStamper } from '../adapters/time-stamper.ts';
import { type App, createApp } from '../app/create-app.ts';
import type { Db } from '../db/db.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import { createCaseJudge } from './case-judge.ts';
import { listReader } from './list-reader.ts';
import { VERSION } from './version.ts';

export interface BootOptions {
  readonly dataFolder: string;
  readonly shell: 'electron' | 'headless' | 'cli' | 'test';
  /** Name and version of what runs the core, for "about"; Node when left out. */
  readonly runtime?: string;
  /** The shell's own keeper of secrets; it may note in the database who keeps what. */
  readonly secrets: (db: Db) => SecretStore;
  /** For tests; the machine's own when left out. */
  readonly clock?: Clock;
}

/** Makes every port real on Node and builds the core from them. */
export function compose(options: BootOptions, db: Db): { readonly app: App; readonly logger: Logger; readonly clock: Clock } {
  const { dataFolder } = options;
  const clock = options.clock ?? systemClock;
  const ids = uuidSource(clock);
  const logger = jsonLog(join(dataFolder, 'sendward.log'), clock);
  const ports = {
    clock,
    ids,
    logger,
    hasher: nodeHasher,
    files: folderFileStore(join(dataFolder, 'files'), ids),
    codec: nodeTextCodec,
    spreadsheets,
    pdf: createPdfMaker(),
    mail: nodemailerFormat,
    smtp: nodemailerSmtp,
    imap: imapflowConnector,
    drafts: draftFolder(join(dataFolder, 'drafts')),
    secrets: options.secrets(db),
    texts: createTexts(),
    signer: nodeSigner,
    timeStamper: httpTimeStamper(),
    bundles: nodeBundleKit(),
    holidays: createHolidays(),
    http: nodeHttp,
    dns: nodeDns,
    lists: listReader,
    logs: nodeLogScanner,
    judge: createCaseJudge(),
  };
  const facts = {
    shell: options.shell,
    version: VERSION,
    platform: `${process.platform} ${process.arch}`,
    runtime: options.runtime ?? `Node ${process.versions.node}`,
    dataFolder,
  };
  return { app: createApp(ports, db, facts), logger, clock };
}
