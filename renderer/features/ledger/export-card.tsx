import { useQuery } from '@tanstack/react-query';
import { FileArchive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostId } from '../../../src/contract/ids.ts';
import type { LedgerStatus } from '../../../src/contract/ledger.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client, orpc } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CheckList, Select } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';

const EVERYTHING = 'everything';

/** Makes a bundle of everything or of one host, and saves it. */
export function ExportCard({ ledger }: { ledger: LedgerStatus }) {
  const { t } = useTranslation('ledger');
  const [scope, setScope] = useState<string>(EVERYTHING);
  const [language, setLanguage] = useState<Language>(currentLanguage);
  const [stamp, setStamp] = useState<readonly 'stamp'[]>([]);
  const exporting = useStream(client.ledger.exportBundle);
  const save = async () => {
    const host = HostId.safeParse(scope);
    const timeStamp = stamp.length > 0 && ledger.timeStampUrl !== '';
    const result = await exporting.run({ scope: host.success ? { hostId: host.data } : { everything: true }, language, timeStamp });
    if (result !== undefined) await downloadFile(result.fileRef);
  };
  return (
    <Card title={t('export.title')}>
      <p className="prose soft">{t('export.intro')}</p>
      <div className="ledger-form">
        <ScopeSelect value={scope} onChange={setScope} />
        <LanguageSelect value={language} onChange={setLanguage} />
      </div>
      <StampChoice possible={ledger.timeStampUrl !== ''} value={stamp} onChange={setStamp} />
      {exporting.status === 'running' ? (
        <ProgressPanel title={t('export.running')} progress={exporting.progress} startedAt={exporting.startedAt} onCancel={exporting.cancel} />
      ) : (
        <div className="row">
          <Button variant="primary" icon={FileArchive} onPress={() => void save()}>
            {t('export.action')}
          </Button>
        </div>
      )}
      {exporting.status === 'failed' && <ErrorNotice error={exporting.error} />}
      {exporting.status === 'cancelled' && <p className="soft">{t('export.stopped')}</p>}
      {exporting.result !== undefined && <Exported result={exporting.result} />}
    </Card>
  );
}

function ScopeSelect({ value, onChange }: { value: string; onChange(scope: string): void }) {
  const { t } = useTranslation('ledger');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const options = [
    { id: EVERYTHING, label: t('export.everything') },
    ...hosts.map(({ id, name }) => ({ id: String(id), label: t('export.host', { host: name }) })),
  ];
  return <Select label={t('export.scope')} hint={t('export.scopeHint')} options={options} value={value} onChange={onChange} />;
}

function StampChoice({ possible, value, onChange }: { possible: boolean; value: readonly 'stamp'[]; onChange(value: 'stamp'[]): void }) {
  const { t } = useTranslation('ledger');
  if (possible) return <CheckList label={t('export.timeStamp')} options={[{ id: 'stamp', label: t('export.stampNow') }]} value={value} onChange={onChange} />;
  return (
    <p className="soft small">
      {t('export.timeStamp')}: {t('export.noAuthority')}
    </p>
  );
}

const NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français', ru: 'Русский' };

function LanguageSelect({ value, onChange }: { value: Language; onChange(language: Language): void }) {
  const { t } = useTranslation('ledger');
  return <Select label={t('export.language')} options={LANGUAGES.map((id) => ({ id, label: NAMES[id] }))} value={value} onChange={onChange} />;
}

interface Result {
  readonly name: string;
  readonly sizeBytes: number;
  readonly evidence: number;
  readonly signed: boolean;
  readonly timeStamped: boolean;
}

function Exported({ result: { name, sizeBytes, evidence, signed, timeStamped } }: { result: Result }) {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const marks = [t(signed ? 'export.signed' : 'export.unsigned'), t(timeStamped ? 'export.stamped' : 'export.unstamped')];
  return (
    <div role="status">
      <Notice tone="ok" title={t('export.done', { name })}>
        {t('export.doneText', { count: evidence, size: format.fileSize(sizeBytes), marks: marks.join(', ') })}
      </Notice>
    </div>
  );
}
