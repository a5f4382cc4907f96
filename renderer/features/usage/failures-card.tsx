import { useQuery } from '@tanstack/react-query';
import { MailX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostedId, PackId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { DayChart, type DayColumn } from '../../ui/day-chart.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { byDay, byTarget, FAILED_AS, type Failures } from './failures.rules.ts';
import { windowOf } from './spans.rules.ts';

const TONES = { permanent: 'stopped', temporary: 'attention', blocked: 'info' } as const;

interface FailuresCardProps {
  packId: PackId;
  /** Undefined = of the whole pack. */
  hostedId?: HostedId;
}

/** What failed and why, as far as it was read; messages are read one by one, so only when somebody asks. */
export function FailuresCard({ packId, hostedId }: FailuresCardProps) {
  const { t } = useTranslation('usage');
  const [{ from, to }] = useState(() => windowOf('d30', new Date()));
  const input = { packId, from, to, ...(hostedId !== undefined && { hostedId }) };
  const query = useQuery(orpc.usage.failures.queryOptions({ input }));
  const reading = useStream(client.usage.readFailures);
  const read = async () => {
    const week = windowOf('d7', new Date());
    if ((await reading.run({ ...input, from: week.from, to: week.to })) !== undefined) await query.refetch();
  };
  return (
    <Card
      title={t('failures.title')}
      actions={
        <Button icon={MailX} isPending={reading.status === 'running'} onPress={() => void read()}>
          {t('failures.read')}
        </Button>
      }
    >
      {reading.status === 'running' && (
        <ProgressPanel title={t('failures.reading')} progress={reading.progress} startedAt={reading.startedAt} onCancel={reading.cancel} />
      )}
      {reading.status === 'failed' && <ErrorNotice error={reading.error} />}
      <Loaded query={query}>{(failures) => (failures.read ? <Content failures={failures} /> : <p className="soft prose">{t('failures.notRead')}</p>)}</Loaded>
    </Card>
  );
}

function Content({ failures }: { failures: Failures }) {
  const { t } = useTranslation('usage');
  const { days, readDays, readAt } = failures;
  const columns = useColumns(failures);
  const summary = useSummary(failures);
  return (
    <>
      {days.length === 0 ? (
        <p>{t('failures.none')}</p>
      ) : (
        <>
          <DayChart columns={columns} summary={summary} />
          {columns.length > readDays.length && <p className="soft small">{t('failures.gaps', { count: columns.length - readDays.length })}</p>}
          <Legend days={days} />
          <Targets days={days} />
          <Samples samples={failures.samples} />
        </>
      )}
      {readAt !== null && (
        <p className="soft small">
          {t('failures.source')} <DateTime at={readAt} />
        </p>
      )}
    </>
  );
}

function useColumns(failures: Failures): readonly DayColumn[] {
  const { t } = useTranslation(['usage', 'bounces']);
  const { date, number } = useFormat();
  return byDay(failures).map((day) => {
    const parts = FAILED_AS.map((id) => ({ id, tone: TONES[id], count: day[id] }));
    const words = parts.filter(({ count }) => count > 0).map(({ id, count }) => `${t(`bounces:class.${id}`)} ${number(count)}`);
    return {
      on: day.on,
      total: 0,
      parts,
      isMarked: false,
      title: `${date(day.on)}: ${[...words, ...(day.isRead ? [] : [t('notRead')])].join(', ') || t('failures.noneThatDay')}`,
    };
  });
}

function totals(days: Failures['days']): readonly { id: (typeof FAILED_AS)[number]; count: number }[] {
  return FAILED_AS.map((id) => ({ id, count: days.filter((row) => row.class === id).reduce((sum, { count }) => sum + count, 0) }));
}

function useSummary({ days, readDays }: Failures): string {
  const { t } = useTranslation(['usage', 'bounces']);
  const { number, list, date } = useFormat();
  const [first, last] = [readDays[0], readDays.at(-1)];
  const span = { count: readDays.length, from: date(first?.on ?? ''), to: date(last?.on ?? '') };
  return t('failures.summary', { ...span, parts: list(totals(days).map(({ id, count }) => `${t(`bounces:class.${id}`)} ${number(count)}`)) });
}

function Legend({ days }: Pick<Failures, 'days'>) {
  const { t } = useTranslation('bounces');
  const { number } = useFormat();
  return (
    <ul className="legend">
      {totals(days).map(({ id, count }) => (
        <li key={id}>
          <span className="legend-dot" data-tone={TONES[id]} />
          {t(`class.${id}`)} <strong>{number(count)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Targets({ days }: Pick<Failures, 'days'>) {
  const { t } = useTranslation(['usage', 'bounces']);
  const { number } = useFormat();
  return (
    <Table
      label={t('failures.targets')}
      rows={byTarget(days)}
      rowKey={({ class: as, target }) => `${as} ${target}`}
      columns={[
        { id: 'target', header: t('failures.target'), cell: ({ target }) => t(`bounces:target.${target}`) },
        { id: 'class', header: t('failures.class'), cell: ({ class: as }) => t(`bounces:class.${as}`) },
        { id: 'count', header: t('failures.count'), numeric: true, cell: ({ count }) => number(count) },
      ]}
    />
  );
}

/** What receiving servers wrote, without the recipients. */
function Samples({ samples }: Pick<Failures, 'samples'>) {
  const { t } = useTranslation(['usage', 'bounces']);
  if (samples.length === 0) return null;
  return (
    <details>
      <summary>{t('failures.samples')}</summary>
      <Table
        label={t('failures.samples')}
        rows={samples}
        rowKey={({ at, recipientDomain, text }) => `${at} ${recipientDomain} ${text}`}
        columns={[
          { id: 'at', header: t('failures.at'), cell: ({ at }) => <DateTime at={at} /> },
          { id: 'text', header: t('failures.text'), cell: ({ recipientDomain, text }) => <TwoLines main={recipientDomain} below={text} /> },
          { id: 'class', header: t('failures.class'), cell: ({ class: as }) => t(`bounces:class.${as}`) },
        ]}
      />
    </details>
  );
}
