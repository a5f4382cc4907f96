import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import type { TicksJob } from './use-ticks.ts';

/** Which table, and which pack and version its ticks are about. */
export function TicksSource({ job }: { job: TicksJob }) {
  const { t } = useTranslation('replies');
  const { date } = useFormat();
  const { packs, pack, versions, version } = job;
  return (
    <Card>
      <div className="form-grid">
        <Select
          label={t('ticks.pack')}
          value={pack?.id ?? null}
          onChange={(id) => job.setPack(id)}
          options={packs.map(({ id, name, hostName }) => ({ id, label: name, hint: hostName }))}
        />
        {version !== undefined && (
          <Select
            label={t('ticks.version')}
            hint={t('ticks.versionHint')}
            value={version.id}
            onChange={(id) => job.setVersion(id)}
            options={(versions ?? []).map(({ id, number, effectiveOn, inForce }) => ({
              id,
              label: t('manual.versionOption', { number, date: date(effectiveOn) }),
              ...(inForce && { hint: t('manual.current') }),
            }))}
          />
        )}
      </div>
      {versions?.length === 0 && pack !== undefined && (
        <Notice tone="attention" actions={<LinkButton to={`/hosts/${pack.hostId}/publish`}>{t('ticks.publish')}</LinkButton>}>
          {t('ticks.noVersion')}
        </Notice>
      )}
      {version !== undefined && <Table job={job} />}
    </Card>
  );
}

function Table({ job: { table, upload, restart } }: { job: TicksJob }) {
  const { t } = useTranslation('replies');
  return (
    <>
      {table === undefined ? (
        <FileDrop
          label={t('ticks.drop')}
          choose={t('ticks.choose')}
          accept={['.csv', '.tsv', '.txt', '.xlsx', 'text/csv', 'text/tab-separated-values']}
          onFile={(file) => upload.mutate(file)}
        />
      ) : (
        <div className="row">
          <FileSpreadsheet size={18} aria-hidden />
          <span>{table.name}</span>
          <Button variant="quiet" onPress={restart}>
            {t('ticks.otherFile')}
          </Button>
        </div>
      )}
      {upload.error !== null && <ErrorNotice error={upload.error} />}
    </>
  );
}
