import { FileArchive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRow } from '../../../src/contract/evidence.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toast } from '../../ui/toasts.tsx';
import { RungTag } from './rung-tag.tsx';

/** One proof with everything it rests on, and what it does not prove. */
export function EvidenceDrawer({ row, onClose }: { row: EvidenceRow | undefined; onClose(): void }) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <Drawer title={row?.clientName ?? t('title')} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && (
        <>
          <section className="stack" data-gap="s">
            <h3>{t('detail.proves')}</h3>
            <p>
              <RungTag rung={row.rung} />
            </p>
            <p className="prose">{t(`rungWhy.${row.rung}`)}</p>
          </section>
          <Facts row={row} />
          <div className="row">
            <SaveButton ask={() => client.outbox.eml({ id: row.outboxId })}>{t('detail.eml')}</SaveButton>
          </div>
          <ExportProof clientId={row.clientId} />
        </>
      )}
    </Drawer>
  );
}

function Facts({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation(['evidenceScreen', 'common', 'sending']);
  const { list } = useFormat();
  return (
    <KeyValues
      items={[
        { key: 'client', label: t('detail.client'), value: <a href={`#/clients/${row.clientId}`}>{row.clientName}</a> },
        { key: 'to', label: t('detail.to'), value: row.to },
        { key: 'domains', label: t('detail.domains'), value: row.domains.length === 0 ? t('table.noDomain') : list(row.domains) },
        {
          key: 'policy',
          label: t('detail.policy'),
          value: <a href={`#/versions/${row.versionId}`}>{t('table.version', { host: row.hostName, number: row.versionNumber })}</a>,
        },
        { key: 'language', label: t('detail.language'), value: t(`common:language.${row.language}`) },
        { key: 'way', label: t('detail.way'), value: t(`sending:detail.ways.${row.transport}`) },
        { key: 'happened', label: t('detail.happened'), value: <DateTime at={row.happenedAt} /> },
        { key: 'recorded', label: t('detail.recorded'), value: <DateTime at={row.recordedAt} /> },
        { key: 'answer', label: t('detail.answer'), value: row.serverReply === '' ? t('detail.noAnswer') : <CodeText>{row.serverReply}</CodeText> },
        { key: 'id', label: t('detail.messageId'), value: <CodeText>{row.messageId}</CodeText> },
        { key: 'versionHash', label: t('detail.versionHash'), value: <CodeText>{row.versionSha256}</CodeText> },
        { key: 'contentHash', label: t('detail.contentHash'), value: <CodeText>{row.contentSha256}</CodeText> },
      ]}
    />
  );
}

/** Everything that proves what this client was told, as one file, worded in the language of the screens. */
export function ExportProof({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('evidenceScreen');
  const exported = useStream(client.evidence.export);
  const save = async () => {
    const result = await exported.run({ clientId, language: currentLanguage() });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('detail.exported', { count: result.notices }) });
  };
  return (
    <section className="stack" data-gap="s">
      {exported.status === 'running' ? (
        <ProgressPanel title={t('detail.exporting')} progress={exported.progress} startedAt={exported.startedAt} onCancel={exported.cancel} />
      ) : (
        <div className="row">
          <Button variant="primary" icon={FileArchive} onPress={() => void save()}>
            {t('detail.export')}
          </Button>
        </div>
      )}
      {exported.status === 'failed' && <ErrorNotice error={exported.error} />}
      {exported.status === 'cancelled' && <p className="soft">{t('detail.exportStopped')}</p>}
    </section>
  );
}
