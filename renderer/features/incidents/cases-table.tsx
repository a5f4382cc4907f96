import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../src/contract/incidents.ts';
import { useFormat } from '../../i18n/format.ts';
import { StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { KIND_ICONS, useWhat } from './case-words.ts';
import './incidents.css';

/** Cases, each with what is to be done next, by whom and by when. */
export function CasesTable({ rows, label }: { rows: readonly IncidentRow[]; label: string }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const what = useWhat();
  const { list } = useFormat();
  return (
    <Table
      label={label}
      stacks
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'case',
          header: t('list.case'),
          cell: (row) => <TwoLines main={<a href={`#/incidents/cases/${row.id}`}>{what(row)}</a>} below={row.reference} />,
        },
        { id: 'kind', header: t('list.kind'), cell: ({ kind }) => <KindWord kind={kind} /> },
        { id: 'pack', header: t('list.pack'), cell: ({ packName, hostName }) => <TwoLines main={packName} below={hostName} /> },
        {
          id: 'caused',
          header: t('list.caused'),
          cell: ({ caused }) => (caused.length === 0 ? <span className="soft">{t('list.nobody')}</span> : list(caused)),
        },
        { id: 'next', header: t('list.next'), cell: (row) => <NextStep row={row} /> },
      ]}
    />
  );
}

/** Icon and word of a kind. */
export function KindWord({ kind }: Pick<IncidentRow, 'kind'>) {
  const { t } = useTranslation('incidents');
  const Icon = KIND_ICONS[kind];
  return (
    <span className="case-kind">
      <Icon size={16} aria-hidden />
      {t(`kind.${kind}`)}
    </span>
  );
}

/** What is to be done next, who does it and by when; of a closed case, since when it is. */
function NextStep({ row: { next, closedAt, stale } }: { row: IncidentRow }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { date, dayOf } = useFormat();
  if (closedAt !== null) return <span className="soft">{t('list.closedOn', { date: dayOf(closedAt) })}</span>;
  if (next === null) return null;
  const by = t('list.nextBy', { actor: t(`incidents:actor.${next.actor}`), date: date(next.on) });
  return (
    <div className="stack" data-gap="s">
      <TwoLines main={t(`incidents:step.${next.step}`)} below={by} />
      <Lateness next={next} stale={stale} />
    </div>
  );
}

/** That a case is late, or that nobody cares for it any more; nothing while it is in time. */
export function Lateness({ next, stale }: Pick<IncidentRow, 'next' | 'stale'>) {
  const { t } = useTranslation('incidentsScreen');
  if (next === null || next.overdueDays === 0) return null;
  return (
    <span className="row">
      {stale && <StateTag tone="stopped">{t('list.forgotten')}</StateTag>}
      <StateTag tone="attention">{t('list.overdue', { count: next.overdueDays })}</StateTag>
    </span>
  );
}
