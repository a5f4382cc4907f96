import type { ReportPreview } from '../../../src/contract/connections.ts';

/** Figures that do not say of which days they are: a person must. */
export function asksForDays({ kind, from }: Pick<ReportPreview, 'kind' | 'from'>): boolean {
  return kind === 'panel_table' && from === null;
}

/** Calendar days of this machine as instants; the end is the beginning of the day after `last`. Null = not complete, or the wrong way round. */
export function spanOf(first: string | null, last: string | null): { readonly from: string; readonly to: string } | null {
  if (first === null || last === null || last < first) return null;
  const from = new Date(`${first}T00:00:00`);
  const to = new Date(`${last}T00:00:00`);
  to.setDate(to.getDate() + 1);
  return { from: from.toISOString(), to: to.toISOString() };
}

/** Lines that name no account or hold no numbers, and lines that are left. */
export function countRows({ rows, total }: Pick<ReportPreview, 'rows' | 'total'>): { readonly usable: number; readonly faulty: number } {
  const faulty = rows.filter(({ problem }) => problem === 'no_account' || problem === 'not_a_number').length;
  return { usable: Math.max(0, total - faulty), faulty };
}
