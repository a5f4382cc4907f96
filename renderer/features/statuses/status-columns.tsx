import { useTranslation } from 'react-i18next';
import type { StatusRow } from '../../../src/contract/statuses.ts';
import { useFormat } from '../../i18n/format.ts';
import type { DataColumn } from '../../ui/data-table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { useSinceLines } from './since-words.ts';
import { HostedStateTag } from './state-tag.tsx';

/** The columns of the status view. */
export function useStatusColumns(): readonly DataColumn<StatusRow>[] {
  const { t } = useTranslation('statuses');
  return [
    {
      id: 'account',
      header: t('column.account'),
      width: 'minmax(8rem, 1.3fr)',
      cell: ({ account }) => <TwoLines main={account.domain || account.login} below={`${account.login} · ${account.packName}`} />,
    },
    { id: 'state', header: t('column.state'), width: 'minmax(8.5rem, 1fr)', cell: ({ now }) => <HostedStateTag state={now.state} /> },
    { id: 'since', header: t('column.since'), width: 'minmax(11rem, 1.2fr)', hideBelow: 620, cell: (row) => <Since row={row} /> },
    { id: 'reason', header: t('column.reason'), width: 'minmax(10rem, 1.4fr)', hideBelow: 860, cell: ({ now }) => <Reason now={now} /> },
    {
      id: 'lifter',
      header: t('column.lifter'),
      width: 'minmax(7rem, 10rem)',
      hideBelow: 1060,
      cell: ({ now }) => (now.state === 'active' || now.state === 'unknown' ? '' : t(`lifter.${now.lifter}`)),
    },
    { id: 'client', header: t('column.client'), width: 'minmax(8rem, 1fr)', hideBelow: 1220, cell: ({ account }) => account.clientName },
  ];
}

/** Since when, and that the host shows the account no more. */
function Since({ row: { now, account } }: { row: StatusRow }) {
  const { t } = useTranslation('statuses');
  const { dateTime } = useFormat();
  const { main, below } = useSinceLines()(now);
  if (account.notSeenSince !== null) return <TwoLines main={main} below={t('list.gone', { at: dateTime(account.notSeenSince) })} />;
  return below === '' ? main : <TwoLines main={main} below={below} />;
}

function Reason({ now: { state, reason, reasonClass } }: Pick<StatusRow, 'now'>) {
  const { t } = useTranslation('statuses');
  if (state === 'active' || state === 'unknown') return null;
  return reason === '' ? t('reasonClass.not_given') : <TwoLines main={reason} below={t(`reasonClass.${reasonClass}`)} />;
}
