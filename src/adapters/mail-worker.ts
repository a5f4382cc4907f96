import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { ParsedMail } from '../ports/mailer.ts';
import { parseMail } from './mail-parse.ts';

/** What comes back: the mail, or why it cannot be read. */
export type MailAnswer = { readonly mail: ParsedMail } | { readonly problem: string };

async function answer(): Promise<MailAnswer> {
  try {
    return { mail: await parseMail(z.instanceof(Uint8Array).parse(workerData)) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.postMessage(await answer());
