import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MailCheck } from '../../../src/contract/checks.ts';
import { putFile } from '../../client/files.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { OutcomeTag, useSentence } from './finding-words.tsx';
import type { MailJob } from './use-mail-check.ts';

/** The page behind the link to unsubscribe, saved by whoever opened it: what it says, and what was known without it. */
export function PageCard({ job, check }: { job: MailJob; check: MailCheck }) {
  const { t } = useTranslation('checksScreen');
  const { options, change } = job;
  const put = useMutation({ mutationFn: (file: File) => putFile(file), onSuccess: (page) => change({ ...options, page }) });
  const { page } = check;
  return (
    <Card title={t('page.title')}>
      {page === null ? (
        <>
          <p className="soft prose">{t('page.why')}</p>
          <FileDrop label={t('page.drop')} choose={t('mail.choose')} accept={['.html', '.htm', 'text/html']} onFile={(file) => put.mutate(file)} />
          {put.error !== null && <ErrorNotice error={put.error} />}
        </>
      ) : (
        <>
          <Change check={check} page={page} />
          <div className="row">
            <Button icon={X} onPress={() => change({ ...options, page: null })}>
              {t('page.remove')}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}

/** What the page changed of the rule it is about. */
function Change({ check, page }: { check: MailCheck; page: NonNullable<MailCheck['page']> }) {
  const { t } = useTranslation('checksScreen');
  const now = check.findings.filter(({ id }) => id === 'B02');
  return (
    <div aria-live="polite">
      <KeyValues
        items={[
          { key: 'file', label: t('page.file'), value: page.fileName },
          { key: 'before', label: t('page.before'), value: <Said findings={page.without} /> },
          { key: 'now', label: t('page.now'), value: <Said findings={now} /> },
        ]}
      />
    </div>
  );
}

function Said({ findings }: { findings: MailCheck['findings'] }) {
  const sentence = useSentence();
  return (
    <span className="stack" data-gap="s">
      {findings.map((finding) => (
        <span key={finding.found} className="row">
          <OutcomeTag outcome={finding.outcome} /> {sentence(finding)}
        </span>
      ))}
    </span>
  );
}
