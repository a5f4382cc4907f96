import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { Button } from '../../ui/button.tsx';
import { type Option, Select } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import type { ImportJob } from './use-import.ts';

interface SourceStepProps {
  job: ImportJob;
  packs: readonly Option<PackId>[];
  packId: PackId | undefined;
  onPack(id: PackId): void;
}

/** Where the list comes from: a file, or text copied from a table. */
export function SourceStep({ job, packs, packId, onPack }: SourceStepProps) {
  const { t } = useTranslation('imports');
  const error = job.uploadError ?? (job.judging.status === 'failed' ? job.judging.error : undefined);
  if (packId === undefined) return null;
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} />}
      <Card title={t('source.pack')}>
        <Select label={t('source.packLabel')} hint={t('source.packHint')} options={packs} value={packId} onChange={onPack} />
      </Card>
      <Card title={t('source.file')}>
        <FileDrop
          label={t('source.drop')}
          choose={t('source.choose')}
          onFile={(file) => void job.openFile(file, packId)}
          accept={['.csv', '.tsv', '.txt', '.xlsx']}
        >
          <p className="soft small">{t('source.formats')}</p>
        </FileDrop>
      </Card>
      <Paste onText={(text) => void job.openText(text, packId)} />
    </>
  );
}

function Paste({ onText }: { onText(text: string): void }) {
  const { t } = useTranslation('imports');
  const [text, setText] = useState('');
  return (
    <Card title={t('source.paste')}>
      <TextArea label={t('source.pasteLabel')} hint={t('source.pasteHint')} value={text} onChange={setText} rows={5} wide />
      <div className="row">
        <Button isDisabled={text.trim() === ''} onPress={() => onText(text)}>
          {t('source.look')}
        </Button>
      </div>
    </Card>
  );
}
