import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { PolicyTerms } from '../../../src/contract/policies.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextArea, TextField } from '../../ui/field.tsx';

/** What the reseller decides about a version. */
export interface PublishDraft {
  readonly terms: z.infer<typeof PolicyTerms>;
  /** Null while the date is being typed. */
  readonly effectiveOn: string | null;
  readonly changelog: string;
  readonly material: boolean;
}

interface PublishFormProps {
  draft: PublishDraft;
  onChange(draft: PublishDraft): void;
  nextNumber: number | undefined;
  isPending: boolean;
  error: Error | null;
  onPublish(complete: { effectiveOn: string }): void;
}

const COUNTRIES = PolicyTerms.shape.lawCountry.unwrap().options;

/** The terms, the date and the kind of the change; publishing is the last button. */
export function PublishForm({ draft, onChange, nextNumber, isPending, error, onPublish }: PublishFormProps) {
  const { t } = useTranslation(['policies', 'common']);
  const set = (part: Partial<PublishDraft>) => onChange({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.effectiveOn !== null) onPublish({ effectiveOn: draft.effectiveOn });
  };
  return (
    <form className="stack publish-form" onSubmit={submit} noValidate>
      <TermsCard terms={draft.terms} onChange={(terms) => set({ terms })} />
      <Card title={nextNumber === undefined ? t('publish.thisVersion') : t('version', { number: nextNumber })}>
        <DateField
          label={t('effectiveOn')}
          hint={t('publish.effectiveHint')}
          value={draft.effectiveOn}
          onChange={(effectiveOn) => set({ effectiveOn })}
          error={draft.effectiveOn === null ? t('common:required') : undefined}
        />
        {nextNumber !== undefined && nextNumber > 1 && (
          <>
            <TextArea label={t('changelog')} hint={t('publish.changelogHint')} value={draft.changelog} onChange={(changelog) => set({ changelog })} rows={3} />
            <RadioCards
              label={t('kind')}
              value={draft.material ? 'material' : 'editorial'}
              onChange={(kind) => set({ material: kind === 'material' })}
              options={[
                { id: 'material', label: t('material'), hint: t('publish.materialHint') },
                { id: 'editorial', label: t('editorial'), hint: t('publish.editorialHint') },
              ]}
            />
          </>
        )}
        <p className="small soft">{t('publish.once')}</p>
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" variant="primary" size="large" isPending={isPending} isDisabled={draft.effectiveOn === null}>
          {t('publish.submit')}
        </Button>
      </Card>
    </form>
  );
}

function TermsCard({ terms, onChange }: { terms: PublishDraft['terms']; onChange(terms: PublishDraft['terms']): void }) {
  const { t } = useTranslation('policies');
  const set = (part: Partial<PublishDraft['terms']>) => onChange({ ...terms, ...part });
  return (
    <Card title={t('terms.title')}>
      <p className="small soft">{t('terms.intro')}</p>
      <Select
        label={t('term.lawCountry')}
        hint={t('terms.lawHint')}
        value={terms.lawCountry}
        onChange={(lawCountry) => set({ lawCountry })}
        options={COUNTRIES.map((id) => ({ id, label: t(`country.${id}`) }))}
      />
      <NumberField
        label={t('term.answerWithinHours')}
        hint={t('terms.answerHint')}
        value={terms.answerWithinHours}
        onChange={(answerWithinHours) => set({ answerWithinHours })}
        minValue={1}
        maxValue={720}
      />
      <NumberField
        label={t('term.reminderMonths')}
        hint={t('terms.reminderHint')}
        value={terms.reminderMonths}
        onChange={(reminderMonths) => set({ reminderMonths })}
        minValue={1}
        maxValue={60}
      />
      <TextField
        label={t('term.platforms')}
        hint={t('terms.platformsHint')}
        value={terms.platforms}
        onChange={(platforms) => set({ platforms })}
        maxLength={1000}
      />
      <TextField label={t('term.cost')} hint={t('terms.costHint')} value={terms.cost} onChange={(cost) => set({ cost })} maxLength={300} />
    </Card>
  );
}
