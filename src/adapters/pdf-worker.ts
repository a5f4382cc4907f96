import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { PdfDocument } from '../ports/pdf.ts';
import { drawPdf } from './pdf-layout.ts';

const Fonts = z.object({ regular: z.string(), semiBold: z.string() });

/** What the pool sends: one document at a time. */
export interface PdfJob {
  readonly document: PdfDocument;
}

/** What comes back: the file, or why there is none. */
export type PdfAnswer = { readonly bytes: Uint8Array } | { readonly problem: string };

const fonts = Fonts.parse(workerData);

async function answer({ document }: PdfJob): Promise<PdfAnswer> {
  try {
    return { bytes: await drawPdf(document, fonts) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (job: PdfJob) => void answer(job).then((made) => parentPort?.postMessage(made)));
