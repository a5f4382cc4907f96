import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import type { DataColumn } from '../../ui/data-table.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { HostedStateTag } from '../statuses/index.ts';
import { Count } from './count.tsx';
import { FailedShare } from './failed-share.tsx';
import { LimitBar } from './limit-bar.tsx';
import type { Question } from './view.rules.ts';

type VolumeColumn = DataColumn<UsageRow> & { readonly sort?: Question['sort'] };

/** The columns of the table of figures; the least pressing ones give way where it is narrow. */
export function useVolumeColumns(): readonly VolumeColumn[] {
  const { t } = useTranslation('usage');
  const counts = (['sent', 'delivered', 'deferred', 'failed'] as const).map(
    (id): VolumeColumn => ({ ...COUNTS[id], ...countColumn(id), header: t(`column.${id}`) }),
  );
  return [
    { id: 'account', header: t('column.account'), width: 'minmax(10rem, 2fr)', sort: 'login', cell: (row) => <Account row={row} /> },
    ...counts,
    { id: 'share', header: t('column.share'), width: '6.2rem', numeric: true, sort: 'failed_share', hideBelow: 560, cell: (row) => <FailedShare row={row} /> },
    { ...countColumn('recipients'), header: t('column.recipients'), width: 'minmax(6.5rem, 1fr)', hideBelow: 980 },
    { id: 'limit', header: t('column.limit'), width: 'minmax(8.5rem, 1fr)', sort: 'limit_share', hideBelow: 420, cell: (row) => <LimitBar {...row} /> },
    { id: 'trend', header: t('column.trend'), width: '6.6rem', hideBelow: 720, cell: (row) => <Trend row={row} /> },
    { id: 'last', header: t('column.last'), width: 'minmax(7rem, 1fr)', sort: 'last_sent', hideBelow: 1080, cell: (row) => <Last row={row} /> },
  ];
}

const COUNTS = {
  sent: { width: 'minmax(7.8rem, 1fr)' },
  delivered: { width: 'minmax(5.5rem, 1fr)', hideBelow: 860 },
  deferred: { width: 'minmax(5rem, 1fr)', hideBelow: 920 },
  failed: { width: 'minmax(4.5rem, 0.8fr)', hideBelow: 640 },
} as const;

function countColumn(id: 'sent' | 'delivered' | 'deferred' | 'failed' | 'recipients') {
  return { id, numeric: true, sort: id, cell: (row: UsageRow) => <Count row={row} id={id} /> };
}

function Account({ row: { account, state } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  const names = [account.domain === account.login ? '' : account.login, account.clientName || (account.own ? t('own') : t('noClient'))];
  return (
    <TwoLines
      main={account.domain || account.login}
      below={state === 'active' ? names.filter((name) => name !== '').join(' · ') : <HostedStateTag state={state} />}
    />
  );
}

function Trend({ row: { trend, figures, provenance } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  const { number, list } = useFormat();
  const isPublished = provenance === null || figures.sent !== null;
  if (trend.every((value) => value === null)) return <span className="soft small">{t(isPublished ? 'notRead' : 'notPublished')}</span>;
  return <Sparkline values={trend} label={t('trend', { values: list(trend.map((value) => (value === null ? t('notRead') : number(value)))) })} />;
}

function Last({ row: { lastSentAt } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  return lastSentAt === null ? <span className="soft small">{t('lastUnknown')}</span> : <RelativeTime at={lastSentAt} />;
}
