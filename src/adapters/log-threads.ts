import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, type TransferListItem, Worker } from 'node:worker_threads';
import type { LogRequest } from '../ports/logs.ts';
import type { LogRole } from './log-messages.ts';
import { STRETCH_BYTES, WORTH_A_THREAD } from './log-tasks.ts';
import { outsideArchive } from './pdf-fonts.ts';

/** More threads would wait for the disk, and each takes memory. */
const MOST_READERS = 4;
/** Names of packed files: so far they are all that is known of them. */
const PACKED = /[.](?:gz|zst)$/i;
/** Megabytes of objects a thread may hold, and of those that are new; tables are outside of it, and bounded by the length of a stretch. */
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 6 };

function startThread(role: LogRole, transferList: TransferListItem[]): Worker {
  const name = import.meta.url.endsWith('.ts') ? './log-worker.ts' : './log-worker.js';
  return new Worker(outsideArchive(fileURLToPath(new URL(name, import.meta.url))), { workerData: role, transferList, resourceLimits: HEAP });
}

/** Threads that read parts of logs, and the ports of who leads them. */
export interface Readers {
  readonly threads: readonly Worker[];
  readonly ports: MessagePort[];
}

/** As many as are of use here. */
export function startReaders(): Readers {
  const channels = Array.from({ length: Math.min(availableParallelism(), MOST_READERS) }, () => new MessageChannel());
  const threads = channels.map(({ port2: port }) => startThread({ role: 'read', port }, [port]));
  return { threads, ports: channels.map(({ port1 }) => port1) };
}

/** A thread that leads, then those that read: all begin at once, as they take as long as it does to find out what to read. */
export async function startThreads(request: LogRequest, follow: boolean): Promise<Worker[]> {
  const { threads, ports } = (await wantsReaders(request.files)) ? startReaders() : { threads: [], ports: [] };
  return [startThread({ role: 'lead', request, follow, ports }, ports), ...threads];
}

/** Whether there will be several parts to read, or a packed one. */
async function wantsReaders(files: LogRequest['files']): Promise<boolean> {
  const sizes = await Promise.all(files.map(({ path }) => sizeOf(path)));
  const bytes = sizes.reduce((all, size) => all + size, 0);
  return bytes > STRETCH_BYTES || (bytes > WORTH_A_THREAD && (files.length > 1 || files.some(({ name }) => PACKED.test(name))));
}

/** Bytes of a file on the disk; 0 = it cannot be read, which is told when it is looked at. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
