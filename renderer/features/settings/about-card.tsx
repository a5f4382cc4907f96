import { useMutation, useQuery } from '@tanstack/react-query';
import { HardDriveDownload, Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '../../client/client.ts';
import { isErrorCode, wordFailure } from '../../client/describe-error.ts';
import { downloadFile } from '../../client/files.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CodeText, KeyValues, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { toast } from '../../ui/toasts.tsx';

/** What runs here, where the data is, a backup of it and a check of its health. */
export function AboutCard() {
  const { t } = useTranslation('settings');
  const info = useQuery(orpc.system.info.queryOptions({ input: {} }));
  return (
    <Card title={t('about.title')}>
      <Loaded query={info}>
        {(facts) => (
          <KeyValues
            items={[
              { key: 'version', label: t('about.version'), value: `Sendward ${facts.version}` },
              { key: 'runtime', label: t('about.runtime'), value: `${facts.runtime}, ${facts.platform}` },
              { key: 'folder', label: t('about.dataFolder'), value: <CodeText>{facts.dataFolder}</CodeText> },
              { key: 'zone', label: t('about.timeZone'), value: facts.timeZone },
            ]}
          />
        )}
      </Loaded>
      <Backup />
      <Doctor />
    </Card>
  );
}

function Backup() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const backup = useMutation({
    mutationFn: async () => {
      const made = await client.system.backup({});
      await downloadFile(made.fileRef);
      return made;
    },
    onSuccess: ({ sizeBytes }) => toast({ text: t('backup.done', { size: format.megabytes(sizeBytes) }) }),
  });
  return (
    <div className="stack" data-gap="s">
      <h3>{t('backup.title')}</h3>
      <p className="soft prose">{t('backup.text')}</p>
      <div>
        <Button icon={HardDriveDownload} isPending={backup.isPending} onPress={() => backup.mutate()}>
          {t('backup.action')}
        </Button>
      </div>
      {backup.error !== null && <ErrorNotice error={backup.error} />}
    </div>
  );
}

const OUTCOME_TONES = { pass: 'ok', fail: 'stopped', unknown: 'unknown' } as const;

function Doctor() {
  const { t } = useTranslation('settings');
  const doctor = useMutation(orpc.system.doctor.mutationOptions());
  return (
    <div className="stack" data-gap="s">
      <h3>{t('doctor.title')}</h3>
      <div>
        <Button icon={Stethoscope} isPending={doctor.isPending} onPress={() => doctor.mutate({})}>
          {t('doctor.action')}
        </Button>
      </div>
      {doctor.error !== null && <ErrorNotice error={doctor.error} />}
      {doctor.data !== undefined && (
        <KeyValues
          items={doctor.data.checks.map(({ id, outcome, detail }) => ({
            key: id,
            label: t(`check.${id}`),
            value: (
              <span className="row">
                <StateTag tone={OUTCOME_TONES[outcome]}>{t(`outcome.${outcome}`)}</StateTag>
                {outcome !== 'pass' && <span>{isErrorCode(detail) ? wordFailure(detail, {}) : <CodeText>{detail}</CodeText>}</span>}
              </span>
            ),
          }))}
        />
      )}
    </div>
  );
}
