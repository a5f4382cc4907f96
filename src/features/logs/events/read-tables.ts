import { FILE_LIMIT_BYTES } from '../../../contract/files.ts';
import type { FileRef } from '../../../contract/ids.ts';
import type { LogFacts } from '../../../shared/logs.ts';
import type { Core } from '../../core.ts';
import { type KnownAccount, recognised } from '../known.repo.ts';
import type { DeliveryEvent } from './event.ts';
import { factsOfEvents } from './events-facts.ts';
import { readEventTable } from './table.rules.ts';

interface Tables {
  readonly refs: readonly FileRef[];
  readonly zone: string;
  readonly accounts: readonly KnownAccount[];
  readonly signal: AbortSignal | undefined;
}

/** Reads delivery reports of panels; null = one of the files is none. */
export async function readTables(core: Core, { refs, zone, accounts, signal }: Tables): Promise<LogFacts | null> {
  const all: DeliveryEvent[] = [];
  const files: LogFacts['files'][number][] = [];
  let skipped = 0;
  for (const [file, ref] of refs.entries()) {
    const { sizeBytes } = await core.files.finished(ref);
    const table = sizeBytes > FILE_LIMIT_BYTES ? null : await readTable(core, ref, { file, zone });
    if (table === null) return null;
    for (const event of table.events) all.push(event);
    skipped += table.skipped;
    files.push({ name: table.name, bytes: sizeBytes, lines: table.lines, ...spanOf(table.events), notes: [] });
    signal?.throwIfAborted();
    await core.clock.yield();
  }
  return factsOfEvents(all, { files, zone, skipped, recognised: recognised(accounts) });
}

async function readTable(core: Core, ref: FileRef, at: { readonly file: number; readonly zone: string }) {
  const { file, bytes } = await core.files.bytes(ref);
  const table = core.codec.isUtf8(bytes) ? readEventTable(core.codec.decode(bytes, 'utf-8'), at) : null;
  return table === null ? null : { ...table, name: file.name };
}

function spanOf(events: readonly DeliveryEvent[]): { readonly from: number | null; readonly to: number | null } {
  const times = events.map(({ at }) => Math.floor(at / 1000));
  const [first = null] = times;
  if (first === null) return { from: null, to: null };
  return { from: times.reduce((least, at) => Math.min(least, at), first), to: times.reduce((most, at) => Math.max(most, at), first) };
}
