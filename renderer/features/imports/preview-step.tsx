import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { type ImportPreview, Verdict } from '../../../src/contract/imports.ts';
import { client } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips, type Option, RadioCards } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { ColumnsCard } from './columns-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { RowsTable } from './rows-table.tsx';
import type { ImportJob } from './use-import.ts';

interface PreviewStepProps {
  job: ImportJob;
  preview: ImportPreview;
  packs: readonly Option<PackId>[];
}

/** What the import would do, row by row, and everything that can be set before it does it. */
export function PreviewStep({ job, preview, packs }: PreviewStepProps) {
  const { t } = useTranslation('imports');
  if (job.applying.status === 'running') {
    return <ProgressPanel title={t('applying')} progress={job.applying.progress} startedAt={job.applying.startedAt} onCancel={job.applying.cancel} />;
  }
  const error = job.applying.status === 'failed' ? job.applying.error : job.judging.status === 'failed' ? job.judging.error : undefined;
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} actions={<Button onPress={() => job.change({})}>{t('judgeAgain')}</Button>} />}
      <Decision job={job} preview={preview} />
      {preview.warnings.map((warning) => (
        <Notice key={warning} tone="attention" title={t(`warning.${warning}`)} />
      ))}
      <FactsCard job={job} preview={preview} packs={packs} />
      <ColumnsCard job={job} preview={preview} />
      <Duplicates job={job} />
      <Rows job={job} preview={preview} />
    </>
  );
}

/** What is said of the totals above the button; the rest stands on the chips. */
const SAID = ['create', 'update', 'merge', 'reject'] as const satisfies readonly Verdict[];

/** How many, and the one button. */
function Decision({ job, preview }: { job: ImportJob; preview: ImportPreview }) {
  const { t } = useTranslation('imports');
  const { create, update, reject } = preview.totals;
  const writes = create + update;
  const sentences = SAID.filter((verdict) => preview.totals[verdict] > 0).map((verdict) => t(`decision.${verdict}`, { count: preview.totals[verdict] }));
  const isJudging = job.judging.status === 'running';
  return (
    <Card title={t('decision.title', { name: preview.fileName === '' ? t('pastedText') : preview.fileName })}>
      <p aria-live="polite">
        {writes === 0 && t('decision.nothing')} {sentences.join(' ')}
      </p>
      <div className="row">
        <Button variant="primary" size="large" icon={Upload} isDisabled={writes === 0 || isJudging || job.judging.status === 'failed'} onPress={job.apply}>
          {t('decision.import', { count: writes })}
        </Button>
        {reject > 0 && (
          <SaveButton icon={Download} ask={() => client.imports.rejects({ previewId: preview.previewId, language: currentLanguage() })}>
            {t('decision.rejects')}
          </SaveButton>
        )}
        <Button variant="quiet" onPress={job.restart}>
          {t('decision.other')}
        </Button>
        {isJudging && (
          <span className="soft" role="status">
            {t('judging')}
          </span>
        )}
      </div>
      <p className="soft small">{t('decision.dry')}</p>
    </Card>
  );
}

function Duplicates({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  return (
    <Card title={t('duplicates.title')}>
      <RadioCards
        label={t('duplicates.label')}
        hint={t('duplicates.hint')}
        value={job.options?.duplicates ?? 'merge'}
        onChange={(duplicates) => job.change({ duplicates, choices: {} })}
        across
        options={[
          { id: 'merge', label: t('duplicates.merge'), hint: t('duplicates.mergeHint') },
          { id: 'keep', label: t('duplicates.keep'), hint: t('duplicates.keepHint') },
          { id: 'skip', label: t('duplicates.skip'), hint: t('duplicates.skipHint') },
        ]}
      />
    </Card>
  );
}

function Rows({ job, preview }: { job: ImportJob; preview: ImportPreview }) {
  const { t } = useTranslation('imports');
  const [verdicts, setVerdicts] = useState<Verdict[]>([]);
  const options = Verdict.options
    .map((id) => ({ id, label: t(`verdict.${id}`), count: preview.totals[id] }))
    .filter(({ id, count }) => count > 0 || verdicts.includes(id));
  return (
    <section className="stack" data-gap="s" aria-labelledby="rows">
      <h2 id="rows">{t('rows.title', { count: Object.values(preview.totals).reduce((sum, count) => sum + count) })}</h2>
      <FilterChips label={t('rows.show')} options={options} value={verdicts} onChange={setVerdicts} />
      <RowsTable job={job} previewId={preview.previewId} verdicts={verdicts} />
    </section>
  );
}
