import { useTranslation } from 'react-i18next';
import { NoteKind } from '../../../src/contract/evidence.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateTimeField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { AttachedFile } from './attached-file.tsx';
import { ManualScope } from './manual-scope.tsx';
import { type ManualForm, type ManualProof, useManualProof } from './use-manual-proof.ts';

/** Records what no mail shows: a call, a letter, a draft sent by hand, or the signed notice. */
export function ManualDialog({ proof, onClose }: { proof: ManualProof; onClose(): void }) {
  const { t } = useTranslation(['replies', 'common']);
  const form = useManualProof(proof, onClose);
  const sayable = proof.hosts.some(({ current, accounts }) => current !== null && accounts.length > 0);
  return (
    <Dialog
      title={t(form.signed ? 'manual.signedTitle' : 'manual.noteTitle', { client: proof.client.name })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          {sayable && (
            <Button variant="primary" isPending={form.saving} onPress={form.save}>
              {t('manual.save')}
            </Button>
          )}
        </>
      }
    >
      {sayable ? <Fields form={form} proof={proof} /> : <p>{t(proof.hosts.length === 0 ? 'manual.noAccounts' : 'manual.noVersion')}</p>}
    </Dialog>
  );
}

function Fields({ form, proof }: { form: ManualForm; proof: ManualProof }) {
  const { t } = useTranslation('replies');
  const { typed, signed, set, has } = form;
  const fault = (['happenedMissing', 'inFuture'] as const).find(has);
  return (
    <>
      <Notice tone="info" title={signed ? undefined : t('manual.weak')}>
        {t(signed ? 'manual.signedWhy' : 'manual.weakWhy')}
      </Notice>
      {!signed && (
        <Select
          label={t('manual.kind')}
          value={typed.kind}
          onChange={(kind) => set({ kind })}
          options={NoteKind.options.map((id) => ({ id, label: t(`kind.${id}`) }))}
        />
      )}
      <ManualScope form={form} hosts={proof.hosts} />
      <DateTimeField
        label={t('manual.happened')}
        hint={t('manual.happenedHint')}
        value={typed.happened}
        onChange={(happened) => set({ happened })}
        error={form.beforeVersion ? t('manual.beforeVersion') : fault === undefined ? undefined : t(`manual.${fault}`)}
      />
      <NoteText form={form} />
      <AttachedFile
        label={t(signed ? 'manual.file' : 'manual.fileOptional')}
        file={typed.file}
        onChange={(file) => set({ file })}
        error={has('fileMissing') ? t('manual.fileMissing') : undefined}
      />
      {form.error !== null && <ErrorNotice error={form.error} />}
    </>
  );
}

function NoteText({ form: { typed, signed, set, has } }: { form: ManualForm }) {
  const { t } = useTranslation('replies');
  const words = { label: t('manual.noteText'), ...(!signed && { hint: t('manual.noteHint'), isRequired: true }) };
  return (
    <TextArea
      {...words}
      value={typed.note}
      onChange={(note) => set({ note })}
      error={has('noteMissing') ? t('manual.noteMissing') : undefined}
      rows={3}
      maxLength={4000}
      wide
    />
  );
}
