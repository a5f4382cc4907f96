import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportPreview } from '../../../src/contract/connections.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Card, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import type { Report } from './use-report.ts';

interface PreviewProps {
  report: Report;
  preview: ReportPreview;
}

/** What was found in a report, before anything is kept: what it is, its days, its lines, its own words. */
export function ReportPreviewCard({ report, preview }: PreviewProps) {
  const { t } = useTranslation(['connections', 'common']);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { usable, total } = preview;
  const isUnknown = preview.kind === 'unknown';
  return (
    <Card
      title={
        <span ref={place} tabIndex={-1}>
          {preview.name === '' ? t('report.foundText') : t('report.found', { name: preview.name })}
        </span>
      }
    >
      <Notice tone={isUnknown ? 'attention' : 'info'} title={t(`report.kind.${preview.kind}`)}>
        {t(`report.kindWhy.${preview.kind}`)}
      </Notice>
      <Days report={report} preview={preview} />
      {preview.rows.length > 0 && <Rows rows={preview.rows} />}
      {total > preview.rows.length && <p className="soft small">{t('report.shown', { count: preview.rows.length, total })}</p>}
      {total > usable && <p>{t('report.faulty', { count: total - usable })}</p>}
      {preview.excerpt !== '' && (
        <figure className="stack" data-gap="s">
          <figcaption className="soft small">{t('report.words')}</figcaption>
          <blockquote className="host-letter host-letter-text small">{preview.excerpt}</blockquote>
        </figure>
      )}
      {report.takeError !== null && <ErrorNotice error={report.takeError} />}
      <div className="row">
        {!isUnknown && (
          <Button variant="primary" isDisabled={usable === 0} isPending={report.isTaking} onPress={report.takeOver}>
            {t('report.take', { count: usable })}
          </Button>
        )}
        <Button onPress={report.drop}>{t(isUnknown ? 'common:close' : 'report.leave')}</Button>
      </div>
    </Card>
  );
}

/** The days a report is of, the one that has to be chosen, and what was taken over of it before. */
function Days({ report: { asks, day, setDay, isDayMissing }, preview: { days, takenOver } }: PreviewProps) {
  const { t } = useTranslation('connections');
  const { date, dateTime } = useFormat();
  const named = days === null ? null : { first: date(days.first), last: date(days.last) };
  return (
    <>
      {named !== null && !asks && <p>{t(named.first === named.last ? 'report.ofDay' : 'report.ofDays', named)}</p>}
      {asks && (
        <div className="stack" data-gap="s">
          <p className="prose">{named === null ? t('report.noDays') : t('report.severalDays', named)}</p>
          <DateField label={t('report.day')} value={day} onChange={setDay} error={isDayMissing ? t('report.dayMissing') : undefined} />
        </div>
      )}
      {takenOver !== null && (
        <Notice tone="info" title={t('report.takenBefore', { when: dateTime(takenOver.at) })}>
          {asks && takenOver.day !== null && <p>{t('report.moves', { day: date(takenOver.day) })}</p>}
        </Notice>
      )}
    </>
  );
}

type Row = ReportPreview['rows'][number];

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('connections');
  const { number } = useFormat();
  const figure = (id: 'sent' | 'delivered' | 'deferred' | 'failed' | 'limit'): TableColumn<Row>[] =>
    rows.some((row) => row[id] !== null)
      ? [{ id, header: t(`report.column.${id}`), numeric: true, cell: ({ [id]: value }) => (value === null ? t('report.notSaid') : number(value)) }]
      : [];
  const text: TableColumn<Row>[] = rows.some((row) => row.text !== '') ? [{ id: 'text', header: t('report.column.text'), cell: (row) => row.text }] : [];
  return (
    <Table
      label={t('report.rows')}
      rows={rows}
      rowKey={({ line }) => String(line)}
      columns={[
        { id: 'account', header: t('report.column.account'), cell: ({ login, domain }) => [domain, login].filter((part) => part !== '').join(' · ') },
        ...figure('sent'),
        ...figure('delivered'),
        ...figure('deferred'),
        ...figure('failed'),
        ...figure('limit'),
        ...text,
        { id: 'problem', header: t('report.column.problem'), cell: (row) => <Problem row={row} /> },
      ]}
    />
  );
}

function Problem({ row: { problem, line } }: { row: Row }) {
  const { t } = useTranslation('connections');
  if (problem === null) return <StateTag tone="ok">{t('report.fine')}</StateTag>;
  return (
    <div className="stack" data-gap="s">
      <span>
        <StateTag tone={problem === 'unknown_account' ? 'info' : 'attention'}>{t(`report.problem.${problem}`)}</StateTag>
      </span>
      <span className="soft small">{t('report.line', { line })}</span>
    </div>
  );
}
