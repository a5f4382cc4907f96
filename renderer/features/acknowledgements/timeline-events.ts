import type { TFunction } from 'i18next';
import type { EvidenceRow } from '../../../src/contract/evidence.ts';

/** One dated sentence of a client's history. */
export interface DatedSentence {
  readonly id: string;
  readonly at: string;
  readonly text: string;
}

/** What a client's history tells of proof that is not about sending: replies, ticks, signatures, notes, and what was taken back. */
export function eventsOf(rows: readonly EvidenceRow[], t: TFunction<'replies'>): DatedSentence[] {
  return rows.flatMap((row) => {
    const text = sentenceOf(row, t);
    if (text === undefined) return [];
    const told = { id: row.id, at: row.happenedAt, text };
    if (row.revoked === null) return [told];
    const author = row.revoked.author === '' ? t('event.somebody') : row.revoked.author;
    return [told, { id: `${row.id} revoked`, at: row.revoked.at, text: t('event.revoked', { author, what: text }) }];
  });
}

function sentenceOf(row: EvidenceRow, t: TFunction<'replies'>): string | undefined {
  const version = t('event.version', { host: row.hostName, number: row.versionNumber });
  if (row.rung === 'replied' || row.rung === 'ticked_at_order') return t(`event.${row.rung}`, { version });
  if (row.rung === 'signed') return t('event.signed', { version, file: row.attachment?.name ?? '' });
  if (row.rung !== 'noted') return undefined;
  const author = row.author === '' ? t('event.somebody') : row.author;
  return t('event.noted', { author, version, kind: t(`kind.${row.noteKind ?? 'other'}`) });
}
