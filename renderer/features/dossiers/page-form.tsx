import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/field.tsx';
import { SavedForm } from './field-forms.tsx';
import { FilePanel } from './file-panel.tsx';
import type { PanelProps } from './panel-props.ts';
import { useFields } from './use-fields.ts';

/** The page that the unsubscribe link opens: its address, and how it looks. */
export function PageForm({ dossier, item }: PanelProps) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['unsubscribeUrl']);
  return (
    <>
      <SavedForm {...saving}>
        <TextField
          wide
          type="url"
          label={t('unsubscribe.url')}
          placeholder="https://"
          value={values.unsubscribeUrl}
          onChange={(text) => set({ unsubscribeUrl: text.trim() })}
        />
      </SavedForm>
      <FilePanel dossier={dossier} item={item} which="unsubscribe_page" />
    </>
  );
}
