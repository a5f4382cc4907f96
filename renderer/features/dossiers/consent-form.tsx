import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { RadioCards } from '../../ui/choice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { SavedForm } from './field-forms.tsx';
import { useFields } from './use-fields.ts';

const PLACES = ['subscription', 'registration'] as const satisfies readonly Dossier['fields']['consentAt'][];

/** How people agree, in the client's own words, and where: that decides what else is to be shown. */
export function ConsentForm({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['consentWording', 'consentAt']);
  return (
    <SavedForm {...saving}>
      <RadioCards
        across
        label={t('consent.where')}
        value={values.consentAt}
        onChange={(consentAt) => set({ consentAt })}
        options={PLACES.map((id) => ({ id, label: t(`consent.at.${id}`), hint: t(`consent.needs.${id}`) }))}
      />
      <TextArea
        wide
        rows={6}
        label={t('consent.label')}
        hint={t('consent.hint')}
        value={values.consentWording}
        onChange={(consentWording) => set({ consentWording })}
      />
    </SavedForm>
  );
}
