import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueRow } from '../../../src/contract/notices.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { useFieldNames } from './missing-fields.tsx';
import { NoticePreviewPanel } from './notice-preview.tsx';

type Only = 'ready' | 'blocked';

/** The list of those to be told with the notice of the active one beside it: the arrow keys leaf through the notices. */
export function DueDesk({ canSend, onSendOne }: { canSend: boolean; onSendOne(row: DueRow): void }) {
  const { t } = useTranslation('notices');
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<Only[]>([]);
  const [active, setActive] = useState(0);
  const columns = useColumns();
  const [chosen] = only.length === 1 ? only : [];
  const input = { search: useDeferredValue(search), ...(chosen !== undefined && { only: chosen }) };
  const rows = useWindowedRows({
    queryKey: orpc.notices.due.key({ input }),
    load: (window, signal) => client.notices.due({ ...input, ...window }, { signal }),
  });
  const index = Math.min(active, Math.max(0, rows.total - 1));
  const row = rows.total > 0 ? rows.rowAt(index) : undefined;
  return (
    <div className="due-desk">
      <section className="stack" data-gap="s" aria-label={t('due.list')}>
        <div className="row" data-gap="l">
          <SearchField label={t('due.search')} value={search} onChange={setSearch} />
          <OnlyChips value={only} onChange={setOnly} />
        </div>
        {rows.error !== undefined && <ErrorNotice error={rows.error} />}
        {rows.head?.total === 0 && <p className="soft">{t('due.nothingFound')}</p>}
        <DataTable
          label={t('due.list')}
          columns={columns}
          rows={rows}
          rowKey={(each) => each.clientId + each.versionId}
          rowHeight={56}
          active={index}
          onActive={setActive}
          selected={new Set(row === undefined ? [] : [row.clientId + row.versionId])}
          onSelect={() => undefined}
        />
      </section>
      <NoticePreviewPanel row={row} canSend={canSend} onSend={onSendOne} />
    </div>
  );
}

function OnlyChips({ value, onChange }: { value: Only[]; onChange(value: Only[]): void }) {
  const { t } = useTranslation('notices');
  const all = useQuery(orpc.notices.due.queryOptions({ input: { limit: 1 } })).data;
  return (
    <FilterChips
      label={t('due.show')}
      value={value}
      onChange={onChange}
      options={[
        { id: 'ready', label: t('due.only.ready'), count: all?.ready ?? 0 },
        { id: 'blocked', label: t('due.only.blocked'), count: all?.blocked ?? 0 },
      ]}
    />
  );
}

function useColumns(): readonly DataColumn<DueRow>[] {
  const { t } = useTranslation(['notices', 'common']);
  return [
    {
      id: 'client',
      header: t('due.column.client'),
      width: 'minmax(9rem, 3fr)',
      cell: (row) => <TwoLines main={row.clientName} below={row.email} />,
    },
    {
      id: 'about',
      header: t('due.column.about'),
      width: 'minmax(9rem, 3fr)',
      hideBelow: 760,
      cell: (row) => <TwoLines main={<Domains row={row} />} below={t('due.version', { host: row.hostName, number: row.versionNumber })} />,
    },
    { id: 'language', header: t('due.column.language'), width: '6.5rem', hideBelow: 600, cell: (row) => t(`common:language.${row.language}`) },
    { id: 'waiting', header: t('due.column.waiting'), width: '6.5rem', numeric: true, hideBelow: 460, cell: (row) => <Waiting days={row.waitingDays} /> },
    { id: 'state', header: t('due.column.state'), width: 'minmax(11rem, 2fr)', cell: (row) => <State row={row} /> },
  ];
}

function Domains({ row: { domains } }: { row: DueRow }) {
  const { t } = useTranslation('notices');
  const [domain, ...others] = domains;
  if (domain === undefined) return t('due.noDomain');
  return others.length === 0 ? domain : t('due.domainsMore', { domain, count: others.length });
}

function Waiting({ days }: { days: number }) {
  const { t } = useTranslation('notices');
  return days === 0 ? t('due.today') : t('due.days', { count: days });
}

function State({ row: { missing, suppressedSince } }: { row: DueRow }) {
  const { t } = useTranslation('notices');
  const names = useFieldNames();
  const { number, dateTime } = useFormat();
  if (suppressedSince !== undefined) {
    return (
      <span title={t('due.suppressedSince', { when: dateTime(suppressedSince) })}>
        <StateTag tone="attention">{t('due.suppressed')}</StateTag>
      </span>
    );
  }
  const [first, ...others] = missing;
  if (first === undefined) return <StateTag tone="ok">{t('due.isReady')}</StateTag>;
  return (
    <span title={names(missing)}>
      <StateTag tone="attention">
        {t('due.missing', { fields: names([first]) })}
        {others.length > 0 && ` +${number(others.length)}`}
      </StateTag>
    </span>
  );
}
