import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { z } from 'zod';
import type { PdfDocument } from '../ports/pdf.ts';
import { layOut } from './pdf-layout.ts';

const Fonts = z.object({ regular: z.string(), semiBold: z.string() });

/** What the pool sends: one document at a time. */
export interface PdfJob {
  readonly document: PdfDocument;
}

/** What comes back: the file, or why there is none. */
export type PdfAnswer = { readonly bytes: Uint8Array } | { readonly problem: string };

const fonts = Fonts.parse(workerData);
const faces: readonly string[] = [fonts.regular, fonts.semiBold];
pdfmake.setFonts({ NotoSans: { normal: fonts.regular, bold: fonts.semiBold } });
// A document is made of its own words and the two fonts, whatever stands in it.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => faces.includes(path));

async function answer({ document }: PdfJob): Promise<PdfAnswer> {
  try {
    return { bytes: await pdfmake.createPdf(layOut(document)).getBuffer() };
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (job: PdfJob) => void answer(job).then((made) => parentPort?.postMessage(made)));
