import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { CheckTabs } from './check-tabs.tsx';
import { ListResult } from './list-result.tsx';
import { type ListJob, useListCheck } from './use-list-check.ts';
import './checks.css';

/** A list of addresses, looked through on this computer before anybody is written to. */
export function ListCheckScreen() {
  const { t } = useTranslation('notices');
  const job = useListCheck();
  const { result } = job.checking;
  return (
    <Page title={t('title')} wide>
      <CheckTabs />
      <SourceCard job={job} />
      {result !== undefined && <ListResult job={job} check={result.check} fileRef={result.fileRef} />}
    </Page>
  );
}

function SourceCard({ job }: { job: ListJob }) {
  const { t } = useTranslation('checksScreen');
  const { checking, options } = job;
  const done = checking.result !== undefined;
  return (
    <Card
      title={t('list.title')}
      actions={
        done && (
          <Button icon={ListChecks} onPress={checking.reset}>
            {t('list.again')}
          </Button>
        )
      }
    >
      {!done && <p className="soft prose">{t('list.why')}</p>}
      {checking.status === 'running' ? (
        <ProgressPanel title={t('list.running')} progress={checking.progress} startedAt={checking.startedAt} onCancel={checking.cancel} />
      ) : (
        !done && <FileDrop label={t('list.drop')} choose={t('mail.choose')} accept={['.csv', '.tsv', '.txt', '.xlsx']} onFile={job.take} />
      )}
      {checking.status === 'cancelled' && <Notice tone="attention" title={t('mail.stopped')} />}
      {checking.status === 'failed' && <ErrorNotice error={checking.error} />}
      <NumberField
        label={t('list.months')}
        value={options.silenceMonths}
        minValue={1}
        maxValue={120}
        counts="left"
        onChange={(months) => months !== null && job.change({ ...options, silenceMonths: months })}
      />
    </Card>
  );
}
