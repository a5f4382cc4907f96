import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './errors.ts';
import { FileRef } from './ids.ts';

/** Largest file the app takes in, in bytes. */
export const FILE_LIMIT_BYTES = 100 * 1024 * 1024;

/** Largest mail log the app takes in, in bytes: it is read as it comes, and never held in memory. */
export const LOG_LIMIT_BYTES = 20 * 1024 * 1024 * 1024;

/** Largest chunk of one `append` or `read`, in bytes before base64. */
export const CHUNK_BYTES = 512 * 1024;

const base64 = z.base64().max(Math.ceil(CHUNK_BYTES / 3) * 4);

/**
 * Files cross as bytes, never as paths: the same calls over a message port and over HTTP.
 * A FileRef is valid until the core stops; files handed out (exports) are read the same way.
 */
export const files = {
  begin: oc
    .input(z.object({ name: z.string().max(255), sizeBytes: z.number().int().min(0), kind: z.enum(['file', 'log']).default('file') }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('file_too_large', 'file_empty', 'disk_full')),
  append: oc
    .input(z.object({ fileRef: FileRef, base64 }))
    .output(z.object({ receivedBytes: z.number() }))
    .errors(errors('file_not_found', 'file_too_large', 'disk_full')),
  /** Takes back a file that was handed over and is not wanted any more. */
  discard: oc
    .input(z.object({ fileRef: FileRef }))
    .output(z.object({}))
    .errors(errors('file_not_found')),
  read: oc
    .input(z.object({ fileRef: FileRef, offset: z.number().int().min(0) }))
    .output(z.object({ name: z.string(), mime: z.string(), sizeBytes: z.number(), base64 }))
    .errors(errors('file_not_found')),
};
