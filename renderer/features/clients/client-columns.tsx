import { useTranslation } from 'react-i18next';
import type { ClientRow } from '../../../src/contract/clients.ts';
import { useFormat } from '../../i18n/format.ts';
import type { DataColumn } from '../../ui/data-table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { ToldTag } from './told-tag.tsx';

export type ClientSort = 'name' | 'number' | 'email' | 'told' | 'created' | 'last_notice';

type ClientColumn = DataColumn<ClientRow> & { readonly sort?: ClientSort };

/** The columns of the list of clients. */
export function useClientColumns(): readonly ClientColumn[] {
  const { t } = useTranslation('clients');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('column.name'),
      width: 'minmax(11rem, 3fr)',
      sort: 'name',
      cell: (row) => <TwoLines main={row.name} below={row.number} />,
    },
    { id: 'told', header: t('column.told'), width: 'minmax(9rem, 13rem)', sort: 'told', cell: (row) => <ToldTag told={row.told} /> },
    {
      id: 'email',
      header: t('column.email'),
      width: 'minmax(11rem, 3fr)',
      sort: 'email',
      hideBelow: 560,
      cell: (row) => <TwoLines main={row.email} below={row.mainDomain} />,
    },
    {
      id: 'accounts',
      header: t('column.accounts'),
      width: '8rem',
      numeric: true,
      hideBelow: 720,
      cell: (row) => t('activeOfAll', { active: format.number(row.activeAccounts), all: format.number(row.accounts) }),
    },
    { id: 'language', header: t('column.language'), width: '8rem', hideBelow: 960, cell: (row) => t(`language.${row.language}`) },
    {
      id: 'last',
      header: t('column.lastNotice'),
      width: 'minmax(9rem, 1fr)',
      sort: 'last_notice',
      hideBelow: 860,
      cell: (row) => (row.lastNoticeAt === null ? <span className="soft">{t('never')}</span> : <RelativeTime at={row.lastNoticeAt} />),
    },
  ];
}
