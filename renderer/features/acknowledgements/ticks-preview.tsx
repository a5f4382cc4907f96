import { CircleCheck, CircleMinus, CircleX, ListChecks, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TickRow } from '../../../src/contract/acknowledgements.ts';
import { rowsInMemory } from '../../client/rows-in-memory.ts';
import { Button } from '../../ui/button.tsx';
import { CheckList, FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { Card, KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import type { TicksAnswer, TicksJob } from './use-ticks.ts';

const LOOKS: Readonly<Record<TickRow['verdict'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  add: { tone: 'ok', icon: CircleCheck },
  already: { tone: 'unknown', icon: CircleMinus },
  reject: { tone: 'stopped', icon: CircleX },
};
const VERDICTS = ['add', 'already', 'reject'] as const satisfies readonly TickRow['verdict'][];

/** What the import would do, in figures and row by row, and the button that does it. */
export function TicksPreview({ job }: { job: TicksJob }) {
  const { t } = useTranslation('replies');
  const { preview, importing } = job;
  if (preview === undefined) return null;
  if (preview.error !== null) return <ErrorNotice error={preview.error} />;
  if (preview.data === undefined) {
    return (
      <p className="soft" aria-busy>
        {t('ticks.checking')}
      </p>
    );
  }
  const { add } = preview.data;
  return (
    <Card title={t('ticks.preview')}>
      <Understood answer={preview.data} job={job} />
      <div className="row" data-justify="between">
        <p>
          <TicksSum answer={preview.data} />
        </p>
        <Button variant="primary" icon={ListChecks} isDisabled={add === 0 || preview.isPlaceholderData} onPress={job.run}>
          {add === 0 ? t('ticks.nothing') : t('ticks.import', { count: add })}
        </Button>
      </div>
      {importing.status === 'cancelled' && <p className="soft">{t('ticks.stopped')}</p>}
      {importing.status === 'failed' && <ErrorNotice error={importing.error} />}
      <TickRows rows={preview.data.rows} counts={preview.data} />
    </Card>
  );
}

/** Which heading was taken for what and, where none says that the box was ticked, the question whether it was. */
function Understood({ answer: { columns, tickColumn }, job }: { answer: TicksAnswer; job: TicksJob }) {
  const { t } = useTranslation('replies');
  return (
    <>
      <section className="stack" data-gap="s">
        <h3>{t('ticks.understood')}</h3>
        <KeyValues items={columns.map(({ field, heading }) => ({ key: field, label: t(`ticks.field.${field}`), value: heading }))} />
      </section>
      {!tickColumn && (
        <Notice tone="attention">
          <CheckList
            label={t('ticks.noTick')}
            options={[{ id: 'every', label: t('ticks.everyTicked'), hint: t('ticks.everyTickedHint') }]}
            value={job.everyRowTicked ? ['every'] : []}
            onChange={(chosen) => job.setEveryRowTicked(chosen.length > 0)}
          />
        </Notice>
      )}
    </>
  );
}

/** "7 acknowledgements, 2 recorded before, 1 left out". */
export function TicksSum({ answer: { add, already, reject } }: { answer: TicksAnswer }) {
  const { t } = useTranslation('replies');
  return t('ticks.sum', { add: t('ticks.add', { count: add }), already: t('ticks.already', { count: already }), reject: t('ticks.reject', { count: reject }) });
}

/** The rows of the table with what becomes of each. */
export function TickRows({ rows, counts }: { rows: readonly TickRow[]; counts: TicksAnswer }) {
  const { t } = useTranslation('replies');
  const [shown, setShown] = useState<TickRow['verdict'][]>([]);
  const columns = useColumns();
  const found = shown.length === 0 ? rows : rows.filter(({ verdict }) => shown.includes(verdict));
  return (
    <>
      <FilterChips
        label={t('ticks.show')}
        value={shown}
        onChange={setShown}
        options={VERDICTS.map((id) => ({ id, label: t(`ticks.verdict.${id}`), count: counts[id] }))}
      />
      <DataTable label={t('ticks.rows')} columns={columns} rows={rowsInMemory(found)} rowKey={(row) => String(row.line)} rowHeight={68} />
    </>
  );
}

function useColumns(): readonly DataColumn<TickRow>[] {
  const { t } = useTranslation('replies');
  return [
    { id: 'line', header: t('ticks.column.line'), width: '4.5rem', numeric: true, hideBelow: 560, cell: (row) => row.line },
    {
      id: 'verdict',
      header: t('ticks.column.verdict'),
      width: 'minmax(9rem, 13rem)',
      cell: (row) => <StateTag {...LOOKS[row.verdict]}>{t(`ticks.verdict.${row.verdict}`)}</StateTag>,
    },
    {
      id: 'client',
      header: t('ticks.column.client'),
      width: 'minmax(11rem, 3fr)',
      cell: (row) => <Who row={row} />,
    },
    {
      id: 'when',
      header: t('ticks.column.when'),
      width: '13rem',
      hideBelow: 760,
      cell: (row) => row.tickedAt !== null && <DateTime at={row.tickedAt} />,
    },
    { id: 'text', header: t('ticks.column.text'), width: 'minmax(9rem, 2fr)', hideBelow: 1000, cell: (row) => <span className="soft">{row.text}</span> },
  ];
}

/** Whom the row is about or, when it is left out, why. */
function Who({ row }: { row: TickRow }) {
  const { t } = useTranslation('replies');
  return (
    <TwoLines
      main={row.clientName || row.domain || row.text}
      below={row.reason === null ? row.domain : <span className="tick-reason">{t(`ticks.reason.${row.reason}`, { pack: row.packName })}</span>}
    />
  );
}
