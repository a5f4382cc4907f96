import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { ImportOptions, ImportPreview } from '../../contract/imports.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import type { ReadRow } from './candidate.rules.ts';
import type { Mapping, Table } from './columns.rules.ts';
import type { Plan } from './judge.rules.ts';

/** A judged file, kept until it is applied or others push it out. */
export interface Prepared {
  readonly preview: z.input<typeof ImportPreview>;
  readonly options: ImportOptions;
  readonly signature: string;
  readonly mapping: Mapping;
  readonly table: Table;
  readonly reads: readonly ReadRow[];
  readonly rows: Plan['rows'];
}

const KEPT = 4;

/** The newest previews, in memory only: a preview writes nothing. */
export class Previews {
  readonly #kept = new Map<string, Prepared>();

  add(prepared: Prepared): void {
    this.#kept.set(prepared.preview.previewId, prepared);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Throws `preview_not_found`. */
  get(id: string): Prepared {
    const found = this.#kept.get(id);
    if (found === undefined) throw fail('preview_not_found', {});
    return found;
  }
}

/** The records of the rejected rows, as they stood. */
export function rejectedRecords({ table, rows }: Prepared): { readonly record: SheetRow; readonly row: Plan['rows'][number] }[] {
  return table.data.flatMap((record, index) => {
    const row = rows[index];
    return row?.verdict === 'reject' ? [{ record, row }] : [];
  });
}
