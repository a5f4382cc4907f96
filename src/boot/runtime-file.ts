import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const RUNTIME_FILE = 'server.json';

/** How a second process on this machine reaches the server that holds a data folder. */
const RuntimeFile = z.object({ pid: z.number().int(), port: z.number().int(), startedAt: z.string(), controlToken: z.string().min(32) });
export type RuntimeFile = z.infer<typeof RuntimeFile>;

/** Leaves the note of the running server, readable by its owner only. Whoever writes it holds the folder, so an older note is stale. */
export function writeRuntimeFile(folder: string, content: RuntimeFile): void {
  const path = join(folder, RUNTIME_FILE);
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
}

/** Takes the note away; a folder that cannot be written any more keeps it, and it is found stale later. */
export function removeRuntimeFile(folder: string): void {
  rmSync(join(folder, RUNTIME_FILE), { force: true });
}

/** The note of the server that holds this folder, or undefined when there is none or it is not ours to read. It may be stale. */
export function runningServer(folder: string): RuntimeFile | undefined {
  try {
    return RuntimeFile.parse(JSON.parse(readFileSync(join(folder, RUNTIME_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
