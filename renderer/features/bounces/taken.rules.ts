import type { ReadResult } from '../../../src/contract/acknowledgements.ts';

/** What became of a file: recorded for a client, about a test message, known before, an answer, not about a message from here, or no mail. */
export type Fate =
  | { readonly id: 'kept' | 'reply'; readonly clientId: string; readonly client: string }
  | { readonly id: 'keptTest' | 'already' | 'foreign' | 'unreadable' };

/** The fate of what one file held. Of an mbox the first mail that was recorded speaks for it. Null = an empty file. */
export function fateOf(result: ReadResult | null): Fate {
  if (result === null) return { id: 'unreadable' };
  const { rows, verdicts, already, unreadable } = result;
  const row = rows.find(({ verdict }) => verdict === 'bounce' || verdict === 'complaint') ?? rows[0];
  if (row !== undefined) {
    const isReport = row.verdict === 'bounce' || row.verdict === 'complaint' || row.verdict === 'delivery_report';
    return { id: isReport ? 'kept' : 'reply', clientId: row.clientId, client: row.clientName };
  }
  if (already > 0) return { id: 'already' };
  if (verdicts.bounce + verdicts.complaint + verdicts.delivery_report > 0) return { id: 'keptTest' };
  return { id: unreadable.length > 0 && result.mails === 0 ? 'unreadable' : 'foreign' };
}
