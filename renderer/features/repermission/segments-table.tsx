import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { type Counts, SEGMENTS, type Segment, totalOf } from '../../../src/shared/repermission.ts';
import { useFormat } from '../../i18n/format.ts';
import { StackedBar } from '../../ui/stacked-bar.tsx';
import { Table } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';

const TONES = { a: 'ok', b: 'info', c: 'attention', d: 'stopped' } as const satisfies Record<Segment, Tone>;
const ROWS = [...SEGMENTS, 'total'] as const;

/** The groups with who is in them, what becomes of them, and their figures before and after. */
export function SegmentsTable({ plan: { plan, after, recentMonths, state, result } }: { plan: Repermission }) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const format = useFormat();
  const { before, countedOn } = plan;
  const figure = (counts: Counts | null, row: (typeof ROWS)[number]) =>
    counts === null ? <span className="soft plan-unknown">{t('common:unknown')}</span> : format.number(row === 'total' ? totalOf(counts) : counts[row]);
  const shows = state === 'running' || state === 'over';
  // What he counted, beside what his answers leave.
  const reported = result.counts;
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
          { id: 'before', header: t('column.before'), numeric: true, cell: (row) => figure(before, row) },
          ...(shows
            ? [
                {
                  id: 'after',
                  header: t('column.after'),
                  numeric: true,
                  cell: (row: (typeof ROWS)[number]) => figure(after, row),
                },
              ]
            : []),
          ...(shows && reported !== null
            ? [{ id: 'reported', header: t('column.reported'), numeric: true, cell: (row: (typeof ROWS)[number]) => figure(reported, row) }]
            : []),
        ]}
      />
      {before !== null && <Source countedOn={countedOn} toldOn={shows && after !== null ? result.toldOn : undefined} />}
      {before !== null && totalOf(before) > 0 && <Bar label={t('column.before')} counts={before} />}
      {shows && after !== null && totalOf(after) > 0 && <Bar label={t('column.after')} counts={after} />}
    </div>
  );
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
