import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { LogLines } from './log-lines.tsx';

/** Where the figures come from, how old they are, and what they cannot show. */
export function AboutLog({ log }: { log: LogSummary }) {
  const { t } = useTranslation(['logs', 'common']);
  const { number, zoneAt } = useFormat();
  return (
    <Card title={t('about.title')}>
      <KeyValues
        items={[
          { key: 'format', label: t('about.format'), value: t(`format.${log.format}`) },
          { key: 'zone', label: t('about.zone'), value: t('about.zoneOf', { zone: zoneAt(log.to ?? log.readAt) }) },
          { key: 'lines', label: t('about.lines'), value: t('about.linesRead', { count: log.lines }) },
          { key: 'skipped', label: t('about.skipped'), value: log.skipped === 0 ? t('about.noneSkipped') : t('about.linesSkipped', { count: log.skipped }) },
          { key: 'absent', label: t('about.absent'), value: <Absent log={log} /> },
          { key: 'gaps', label: t('about.gaps'), value: <Gaps log={log} /> },
          { key: 'unattributed', label: t('about.unattributed'), value: <Unattributed log={log} /> },
          { key: 'read', label: t('about.read'), value: <ReadBy log={log} /> },
        ]}
      />
      {log.files.length > 0 && (
        <details className="fold">
          <summary>{t('about.files', { count: log.files.length })}</summary>
          <Files files={log.files} />
        </details>
      )}
      {log.unattributed.examples.length > 0 && (
        <details className="fold">
          <summary>{t('about.examples', { number: number(log.unattributed.examples.length) })}</summary>
          <LogLines lines={log.unattributed.examples} />
        </details>
      )}
    </Card>
  );
}

function Absent({ log: { absent } }: { log: LogSummary }) {
  const { t } = useTranslation('logs');
  if (absent.length === 0) return t('about.nothingAbsent');
  return (
    <ul>
      {absent.map((what) => (
        <li key={what}>{t(`absent.${what}`)}</li>
      ))}
    </ul>
  );
}

function Gaps({ log: { gaps } }: { log: LogSummary }) {
  const { t } = useTranslation(['logs', 'common']);
  const { span } = useFormat();
  if (gaps.length === 0) return t('about.noGaps');
  return (
    <ul>
      {gaps.map(({ kind, from, to }) => (
        <li key={`${kind} ${from}`}>{t(`gap.${kind}`, { span: kind === 'backwards' ? span(to, from) : span(from, to) })}</li>
      ))}
    </ul>
  );
}

function Unattributed({ log: { unattributed } }: { log: LogSummary }) {
  const { t } = useTranslation(['logs', 'common']);
  if (unattributed.messages === 0) return t('common:none');
  return t('about.unattributedCount', { count: unattributed.messages });
}

function ReadBy({ log: { author, readAt } }: { log: LogSummary }) {
  const { t } = useTranslation('common');
  return (
    <>
      {author || t('notNamed')}, <DateTime at={readAt} />
    </>
  );
}

function Files({ files }: Pick<LogSummary, 'files'>) {
  const { t } = useTranslation('logs');
  const { fileSize, number, span } = useFormat();
  return (
    <Table
      label={t('about.files', { count: files.length })}
      rows={files}
      rowKey={({ name, from }) => `${name} ${from}`}
      columns={[
        { id: 'name', header: t('about.fileName'), cell: ({ name }) => name },
        { id: 'span', header: t('column.span'), cell: ({ from, to }) => (from === null || to === null ? t('noSpan') : span(from, to)) },
        { id: 'lines', header: t('column.lines'), numeric: true, cell: ({ lines }) => number(lines) },
        { id: 'size', header: t('about.fileSize'), numeric: true, cell: ({ bytes }) => fileSize(bytes) },
      ]}
    />
  );
}
