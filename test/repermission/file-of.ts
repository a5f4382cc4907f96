import type { App } from '../../src/app/create-app.ts';

/** A file handed over as the screens do it. */
export async function fileOf(client: App['client'], name: string, content: string | Uint8Array) {
  const bytes = Buffer.from(content);
  const { fileRef } = await client.files.begin({ name, sizeBytes: bytes.length });
  await client.files.append({ fileRef, base64: bytes.toString('base64') });
  return fileRef;
}
