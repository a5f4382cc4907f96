import { fail } from '../../contract/fail.ts';
import { CHUNK_BYTES, FILE_LIMIT_BYTES, LOG_LIMIT_BYTES } from '../../contract/files.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { refuseSize } from './whole-file.ts';

/** Takes files in and hands files out, in chunks, the same over a message port and over HTTP. */
export function filesHandlers(core: Core): Handlers<Contract['files']> {
  return {
    begin: async ({ name, sizeBytes, kind }) => {
      refuseSize(sizeBytes, kind === 'log' ? LOG_LIMIT_BYTES : FILE_LIMIT_BYTES);
      return { fileRef: await core.files.begin(name, sizeBytes) };
    },
    append: async ({ fileRef, base64 }) => {
      try {
        return { receivedBytes: await core.files.append(fileRef, core.codec.fromBase64(base64)) };
      } catch (error) {
        // More bytes than `begin` announced: the caller's mistake, not a state of the file.
        throw error instanceof AppError && error.code === 'file_incomplete' ? fail('invalid_input', { path: 'base64' }, error) : error;
      }
    },
    discard: async ({ fileRef }) => {
      await core.files.remove(fileRef);
      return {};
    },
    read: async ({ fileRef, offset }) => {
      const { file, bytes } = await core.files.read(fileRef, offset, CHUNK_BYTES);
      return { name: file.name, mime: file.mime, sizeBytes: file.sizeBytes, base64: core.codec.toBase64(bytes) };
    },
  };
}
