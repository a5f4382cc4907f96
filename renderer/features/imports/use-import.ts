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

/** One import from the choice of a source to its result. */
export function useImport(): ImportJob {
  const [upload, setUpload] = useState<Upload>();
  const [uploadError, setUploadError] = useState<unknown>();
  const [source, setSource] = useState<Source>();
  const [options, setOptions] = useState<Options>();
  const [preview, setPreview] = useState<ImportPreview>();
  const judging = useStream(client.imports.preview);
  const applying = useStream(client.imports.apply);
  const uploading = useRef<AbortController>(undefined);

  const judge = async (from: Source, chosen: Options) => {
    setSource(from);
    setOptions(chosen);
    const result = await judging.run({ source: from, options: chosen });
    if (result !== undefined) setPreview(result);
  };
  const restart = () => {
    uploading.current?.abort();
    judging.reset();
    applying.reset();
    setUpload(undefined);
    setUploadError(undefined);
    setPreview(undefined);
    setOptions(undefined);
    setSource(undefined);
  };
  return {
    upload,
    uploadError,
    options,
    preview,
    judging,
    applying,
    openFile: async (file, packId) => {
      restart();
      const controller = new AbortController();
      uploading.current = controller;
      const startedAt = performance.now();
      setUpload({ name: file.name, share: 0, startedAt });
      try {
        const fileRef = await putFile(file, { signal: controller.signal, onProgress: (share) => setUpload({ name: file.name, share, startedAt }) });
        setUpload(undefined);
        await judge({ fileRef }, { packId, language: currentLanguage() });
      } catch (error) {
        setUpload(undefined);
        if (!controller.signal.aborted) setUploadError(error);
      }
    },
    openText: async (text, packId) => {
      restart();
      await judge({ text }, { packId, language: currentLanguage() });
    },
    change: (change) => {
      if (source !== undefined && options !== undefined) void judge(source, { ...options, ...change });
    },
    apply: () => {
      if (preview !== undefined) void applying.run({ previewId: preview.previewId });
    },
    cancelUpload: () => {
      uploading.current?.abort();
      setUpload(undefined);
    },
    restart,
  };
}
