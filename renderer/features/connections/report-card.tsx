import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ReportPreviewCard } from './report-preview.tsx';
import { type Report, useReport } from './use-report.ts';

/** A table or a mail of the host or its panel, put in by hand: looked at first, then taken over. */
export function ReportCard({ packId }: { packId: PackId }) {
  const { t } = useTranslation('connections');
  const report = useReport(packId);
  const { read, preview, taken } = report;
  return (
    <>
      <Card title={t('report.title')}>
        <p className="soft prose">{t('report.why')}</p>
        <FileDrop
          label={t('report.drop')}
          choose={t('report.choose')}
          onFile={(file) => read.mutate(file)}
          accept={['.csv', '.tsv', '.txt', '.log', '.xlsx', '.eml', '.html', '.htm', 'message/rfc822']}
        />
        <Paste report={report} />
        {read.error !== null && <ErrorNotice error={read.error} />}
        {taken !== undefined && preview === undefined && <Taken taken={taken} />}
      </Card>
      {preview !== undefined && <ReportPreviewCard report={report} preview={preview} />}
    </>
  );
}

function Taken({ taken: { rows, flips, alerts, already } }: { taken: NonNullable<Report['taken']> }) {
  const { t } = useTranslation('connections');
  const { dateTime } = useFormat();
  if (already !== null) return <Notice tone="info" title={t('report.takenBefore', { when: dateTime(already) })} />;
  return (
    <Notice tone={rows === 0 ? 'attention' : 'ok'} title={t('report.taken', { count: rows })}>
      {flips > 0 && <p>{t('found.flips', { count: flips })}</p>}
      {alerts > 0 && <p>{t('found.alerts', { count: alerts })}</p>}
    </Notice>
  );
}

function Paste({ report: { read } }: { report: Report }) {
  const { t } = useTranslation('connections');
  const [text, setText] = useState('');
  return (
    <>
      <TextArea label={t('report.paste')} hint={t('report.pasteHint')} value={text} onChange={setText} rows={4} wide maxLength={2_000_000} />
      <div className="row">
        <Button isDisabled={text.trim() === ''} isPending={read.isPending} onPress={() => read.mutate(text)}>
          {t('report.look')}
        </Button>
      </div>
    </>
  );
}
