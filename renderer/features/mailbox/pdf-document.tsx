import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/display.tsx';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Pixels per point: sharp on the widest the page is ever shown. */
const SCALE = 2;

/** The pages of a PDF, drawn one below the other. Nothing in the file is run, and nothing is fetched for it. */
export function PdfDocument({ file }: { file: Blob }) {
  const { t } = useTranslation('mailbox');
  const pdf = usePdf(file);
  if (pdf === 'broken') return <Notice tone="attention">{t('pdf.broken')}</Notice>;
  if (pdf === undefined) return <p className="soft">{t('pdf.loading')}</p>;
  return (
    <div className="pdf-pages">
      {pageNumbers(pdf).map((number) => (
        <PdfPage key={`${pdf.fingerprints[0]}-${number}`} pdf={pdf} number={number} />
      ))}
    </div>
  );
}

function pageNumbers({ numPages }: PDFDocumentProxy): number[] {
  return Array.from({ length: numPages }, (_, index) => index + 1);
}

function usePdf(file: Blob): PDFDocumentProxy | 'broken' | undefined {
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'broken'>();
  useEffect(() => {
    const closing = new AbortController();
    const open = async () => {
      const data = new Uint8Array(await file.arrayBuffer());
      if (closing.signal.aborted) return;
      const task = getDocument({ data, useWasm: false, useWorkerFetch: false, enableXfa: false, stopAtErrors: false });
      closing.signal.addEventListener('abort', () => void task.destroy());
      setPdf(await task.promise);
    };
    open().catch(() => closing.signal.aborted || setPdf('broken'));
    return () => closing.abort();
  }, [file]);
  return pdf;
}

function PdfPage({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation('mailbox');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (canvas.current === null || leaving.signal.aborted) return;
      const viewport = page.getViewport({ scale: SCALE });
      canvas.current.width = viewport.width;
      canvas.current.height = viewport.height;
      const task = page.render({ canvas: canvas.current, viewport });
      leaving.signal.addEventListener('abort', () => task.cancel());
      await task.promise;
    };
    // A page that is left before it is drawn is no failure, and one that cannot be drawn stays white between the others.
    draw().catch(() => undefined);
    return () => leaving.abort();
  }, [pdf, number]);
  return <canvas ref={canvas} role="img" aria-label={t('pdf.page', { page: number, pages: pdf.numPages })} />;
}
