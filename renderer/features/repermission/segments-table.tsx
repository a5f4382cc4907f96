import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { type Counts, SEGMENTS, type Segment, totalOf } from '../../../src/shared/repermission.ts';
import { useFormat } from '../../i18n/format.ts';
import { StackedBar } from '../../ui/stacked-bar.tsx';
import { Table } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';

const TONES = { a: 'ok', b: 'info', c: 'attention', d: 'stopped' } as const satisfies Record<Segment, Tone>;
const ROWS = [...SEGMENTS, 'total'] as const;
type Row = (typeof ROWS)[number];

/** The groups with who is in them, what becomes of them, and their figures before and after. */
export function SegmentsTable({ plan: { plan, after, recentMonths, state, result } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  const { before, countedOn } = plan;
  const shows = state === 'running' || state === 'over';
  const figures = (id: 'before' | 'after' | 'reported', counts: Counts | null) => ({
    ...{ id, header: t(`column.${id}`), numeric: true },
    cell: (row: Row) => <Figure counts={counts} row={row} />,
  });
  return (
    <div className="stack" data-gap="s">
      <Table
        label={t('segments')}
        rows={ROWS}
        rowKey={(row) => row}
        columns={[
          {
            id: 'group',
            header: t('column.group'),
            cell: (row) => (row === 'total' ? t('total') : <Group segment={row} months={recentMonths} />),
          },
          figures('before', before),
          ...(shows ? [figures('after', after)] : []),
          // What he counted, beside what his answers leave.
          ...(shows && result.counts !== null ? [figures('reported', result.counts)] : []),
        ]}
      />
      {before !== null && <Source countedOn={countedOn} toldOn={shows && after !== null ? result.toldOn : undefined} />}
      {before !== null && totalOf(before) > 0 && <Bar label={t('column.before')} counts={before} />}
      {shows && after !== null && totalOf(after) > 0 && <Bar label={t('column.after')} counts={after} />}
    </div>
  );
}

/** Unknown is not 0. */
function Figure({ counts, row }: { counts: Counts | null; row: Row }) {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  if (counts === null) return <span className="soft plan-unknown">{t('unknown')}</span>;
  return number(row === 'total' ? totalOf(counts) : counts[row]);
}

/** Who counted, and when; `toldOn` undefined = there is no figure afterwards yet. */
function Source({ countedOn, toldOn }: { countedOn: string | null; toldOn: string | null | undefined }) {
  const { t } = useTranslation('repermissionScreen');
  const { date } = useFormat();
  return (
    <p className="soft small">
      {countedOn === null ? t('counted') : t('countedOn', { on: date(countedOn) })}
      {toldOn !== undefined && ` ${toldOn === null ? t('afterBy') : t('afterByOn', { on: date(toldOn) })}`}
    </p>
  );
}

function Group({ segment, months }: { segment: Segment; months: number | null }) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <span className="stack" data-gap="s">
      <span>{t(`segment.${segment}`)}</span>
      <span className="soft small">{months === null ? t(`who.${segment}`) : t(`whoMonths.${segment}`, { count: months })}</span>
      <span className="small">{t(`what.${segment}`)}</span>
    </span>
  );
}

function Bar({ label, counts }: { label: string; counts: Counts }) {
  const { t } = useTranslation('repermissionScreen');
  const format = useFormat();
  const parts = SEGMENTS.map((id) => ({ id, label: t(`segment.${id}`), count: counts[id], tone: TONES[id] }));
  const summary = `${label}: ${format.list(parts.map(({ label: name, count }) => `${name} ${format.number(count)}`))}`;
  return (
    <div className="stack" data-gap="s">
      <span className="small">{label}</span>
      <StackedBar parts={parts} summary={summary} />
    </div>
  );
}
