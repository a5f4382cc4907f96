import { useRef, useState } from 'react';
import type { z } from 'zod';
import type { FileRef, PackId } from '../../../src/contract/ids.ts';
import type { ImportOptions, ImportPreview } from '../../../src/contract/imports.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { type Stream, useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';

export type Options = z.input<typeof ImportOptions>;
type Source = { readonly fileRef: FileRef } | { readonly text: string };

interface Upload {
  readonly name: string;
  /** 0…1. */
  readonly share: number;
  readonly startedAt: number;
}

export interface ImportJob {
  readonly upload: Upload | undefined;
  readonly uploadError: unknown;
  readonly options: Options | undefined;
  /** The newest good preview: it stays while another one is being made or has failed. */
  readonly preview: ImportPreview | undefined;
  readonly judging: Stream<{ source: Source; options: Options }, ImportPreview>;
  readonly applying: Stream<{ previewId: ImportPreview['previewId'] }, { batchId: string; totals: ImportPreview['totals'] }>;
  openFile(file: File, packId: PackId): Promise<void>;
  openText(text: string, packId: PackId): Promise<void>;
  /** Judges the same source with other options; no new upload. */
  change(change: Partial<Options>): void;
  apply(): void;
  cancelUpload(): void;
  /** Back to the choice of a source. */
  restart(): void;
}

/** What is known of an import before it runs. */
interface Chosen {
  readonly source: Source;
  readonly options: Options;
}

/** One import from the choice of a source to its result. */
export function useImport(): ImportJob {
  const [chosen, setChosen] = useState<Chosen>();
  const [preview, setPreview] = useState<ImportPreview>();
  const judging = useStream(client.imports.preview);
  const applying = useStream(client.imports.apply);
  const { upload, uploadError, put, cancelUpload } = useUpload();

  const judge = async (next: Chosen) => {
    setChosen(next);
    const result = await judging.run(next);
    if (result !== undefined) setPreview(result);
  };
  const restart = () => {
    cancelUpload();
    judging.reset();
    applying.reset();
    setChosen(undefined);
    setPreview(undefined);
  };
  const open = async (packId: PackId, take: () => Promise<Source | undefined>) => {
    restart();
    const source = await take();
    if (source !== undefined) await judge({ source, options: { packId, language: currentLanguage() } });
  };
  return {
    upload,
    uploadError,
    options: chosen?.options,
    preview,
    judging,
    applying,
    openFile: (file, packId) => open(packId, () => put(file)),
    openText: (text, packId) => open(packId, async () => ({ text })),
    change: (change) => {
      if (chosen !== undefined) void judge({ ...chosen, options: { ...chosen.options, ...change } });
    },
    apply: () => preview !== undefined && void applying.run({ previewId: preview.previewId }),
    cancelUpload,
    restart,
  };
}

/** Hands one file to the core; a failure is kept until the next one. */
function useUpload() {
  const [upload, setUpload] = useState<Upload>();
  const [uploadError, setUploadError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  const cancelUpload = () => {
    running.current?.abort();
    setUpload(undefined);
    setUploadError(undefined);
  };
  const put = async (file: File): Promise<Source | undefined> => {
    const controller = new AbortController();
    running.current = controller;
    const begun = { name: file.name, startedAt: performance.now() };
    setUpload({ ...begun, share: 0 });
    try {
      return { fileRef: await putFile(file, { signal: controller.signal, onProgress: (share) => setUpload({ ...begun, share }) }) };
    } catch (error) {
      if (!controller.signal.aborted) setUploadError(error);
      return undefined;
    } finally {
      if (running.current === controller) setUpload(undefined);
    }
  };
  return { upload, uploadError, put, cancelUpload };
}
