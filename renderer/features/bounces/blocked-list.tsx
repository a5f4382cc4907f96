import { AtSign, Ban, CircleSlash, Globe, Hand, type LucideIcon, ThumbsDown } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';

const REASONS: Readonly<Record<Suppression['reason'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  permanent: { tone: 'stopped', icon: CircleSlash },
  complaint: { tone: 'stopped', icon: ThumbsDown },
  by_hand: { tone: 'unknown', icon: Hand },
};

/** Why an address gets nothing. */
export function ReasonTag({ reason }: { reason: Suppression['reason'] }) {
  const { t } = useTranslation('bounces');
  return <StateTag {...REASONS[reason]}>{t(`blocked.reason.${reason}`)}</StateTag>;
}

/** What is blocked, or what was; a row opens the rest of it at the side. */
export function BlockedList({ lifted, onOpen }: { lifted: boolean; onOpen(block: Suppression): void }) {
  const { t } = useTranslation('bounces');
  const [search, setSearch] = useState('');
  const columns = useColumns(lifted);
  const input = { search: useDeferredValue(search), lifted };
  const rows = useWindowedRows({
    queryKey: orpc.bounces.suppressions.key({ input }),
    load: (window, signal) => client.bounces.suppressions({ ...input, ...window }, { signal }),
  });
  if (rows.error !== undefined) return <ErrorNotice error={rows.error} />;
  if (rows.head?.total === 0 && search === '') {
    return lifted ? (
      <p className="soft">{t('blocked.emptyPast')}</p>
    ) : (
      <EmptyState icon={Ban} title={t('blocked.emptyTitle')}>
        {t('blocked.emptyWhy')}
      </EmptyState>
    );
  }
  return (
    <section className="stack" data-gap="s">
      <div className="row">
        <SearchField label={t('blocked.search')} value={search} onChange={setSearch} />
      </div>
      {rows.head?.total === 0 && <p className="soft">{t('blocked.nothingFound')}</p>}
      <DataTable
        label={t(lifted ? 'blocked.pastList' : 'blocked.list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        onOpen={onOpen}
      />
    </section>
  );
}

function useColumns(lifted: boolean): readonly DataColumn<Suppression>[] {
  const { t } = useTranslation('bounces');
  return [
    {
      id: 'value',
      header: t('blocked.column.value'),
      width: 'minmax(9rem, 2fr)',
      cell: (row) => (
        <TwoLines
          main={
            <>
              {row.scope === 'domain' ? <Globe size={14} aria-hidden /> : <AtSign size={14} aria-hidden />} {row.value}
            </>
          }
          below={<Since block={row} />}
        />
      ),
    },
    { id: 'reason', header: t('blocked.column.reason'), width: 'minmax(8rem, 14rem)', hideBelow: 300, cell: (row) => <ReasonTag reason={row.reason} /> },
    {
      id: 'until',
      header: t(lifted ? 'blocked.column.ended' : 'blocked.column.until'),
      width: 'minmax(8rem, 12rem)',
      hideBelow: 600,
      cell: (row) => <End block={row} />,
    },
    { id: 'clients', header: t('blocked.column.clients'), width: 'minmax(9rem, 2fr)', hideBelow: 860, cell: (row) => <Clients block={row} /> },
  ];
}

/** Since when, and what else there is to know of it. */
function Since({ block: { scope, since, note } }: { block: Suppression }) {
  const { t } = useTranslation('bounces');
  const { dateTime } = useFormat();
  return [scope === 'domain' ? t('blocked.scope.domain') : '', t('blocked.sinceWhen', { when: dateTime(since) }), note]
    .filter((part) => part !== '')
    .join(' · ');
}

/** When it ends or ended. */
function End({ block: { lifted, until } }: { block: Suppression }) {
  const { t } = useTranslation('bounces');
  const at = lifted?.at ?? until;
  return at === null ? t('blocked.forGood') : <DateTime at={at} />;
}

function Clients({ block: { clients } }: { block: Suppression }) {
  const { t } = useTranslation('bounces');
  const { list } = useFormat();
  const [first, ...others] = clients.map(({ name }) => name);
  if (first === undefined) return <span className="soft">{t('blocked.noClient')}</span>;
  return others.length === 0 ? first : list([first, t('blocked.others', { count: others.length })]);
}
