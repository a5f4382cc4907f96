import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import { type DataColumn, RowCheck } from '../../ui/data-table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { DifferenceTag, useChangeWords, useMatchWords } from './difference-words.tsx';
import { EmailField } from './email-field.tsx';
import type { Decisions } from './use-decisions.ts';

/** The columns of the differences. */
export function useDifferenceColumns(decisions: Decisions): readonly DataColumn<Difference>[] {
  const { t } = useTranslation('connections');
  return [
    {
      id: 'chosen',
      header: t('differences.column.chosen'),
      isHeaderHidden: true,
      width: '3rem',
      cell: (row) => (
        <RowCheck
          label={t('differences.choose', { account: row.hosted.domain || row.hosted.login })}
          checked={decisions.chosen.has(row.hosted.id)}
          onChange={() => decisions.toggle(row)}
        />
      ),
    },
    {
      id: 'account',
      header: t('differences.column.account'),
      width: 'minmax(8rem, 1.4fr)',
      cell: ({ hosted }) => <TwoLines main={hosted.domain || hosted.login} below={`${hosted.login} · ${hosted.packName}`} />,
    },
    { id: 'kind', header: t('differences.column.kind'), width: 'minmax(8rem, 12rem)', cell: ({ kind }) => <DifferenceTag kind={kind} /> },
    { id: 'becomes', header: t('differences.column.becomes'), width: 'minmax(12rem, 2fr)', hideBelow: 640, cell: (row) => <Becomes row={row} /> },
    {
      id: 'email',
      header: t('differences.column.email'),
      width: 'minmax(13rem, 1.4fr)',
      hideBelow: 900,
      cell: (row) => (row.lacks === 'email' ? <EmailField row={row} decisions={decisions} /> : row.hosted.emails.join(', ')),
    },
  ];
}

/** What is another way than before, and whose it becomes. */
function Becomes({ row }: { row: Difference }) {
  const words = useChangeWords();
  const match = useMatchWords();
  const changes = words(row.changes);
  return changes.length === 0 ? match(row) : <TwoLines main={changes.join('; ')} below={match(row)} />;
}
