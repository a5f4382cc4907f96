import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { CounterRead, UsageRead, UsageReadEnd } from '../hooks.ts';

/** Writes down figures of one window. The same window taken twice leaves the same. */
export async function takeUsage(_core: Core, _tx: WriteDb, _read: UsageRead): Promise<{ rows: number }> {
  return { rows: 0 };
}

/** Notes that a window was read to its end. */
export async function endUsage(_core: Core, _tx: WriteDb, _end: UsageReadEnd): Promise<void> {}

/** Writes down a counter that runs through the day. */
export async function takeCounter(_core: Core, _tx: WriteDb, _read: CounterRead): Promise<{ rows: number }> {
  return { rows: 0 };
}
