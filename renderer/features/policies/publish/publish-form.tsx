import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { PolicyTerms, type Trilingual } from '../../../src/contract/texts.ts';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Card } from '../../ui/display.tsx';
import { NumberField, TextArea, TextField } from '../../ui/field.tsx';

/** What the reseller decides about a version. */
export interface PublishDraft {
  readonly terms: z.infer<typeof PolicyTerms>;
  /** Null while the date is being typed. */
  readonly effectiveOn: string | null;
  readonly changelog: Trilingual;
  readonly material: boolean;
}

interface CardProps {
  draft: PublishDraft;
  onChange(draft: PublishDraft): void;
}

const COUNTRIES = PolicyTerms.shape.lawCountry.unwrap().options.toSorted((a, b) => Number(b === 'none') - Number(a === 'none'));

/** What the reseller adds to the host's rules; every empty field prints as "ask". */
export function TermsCard({ draft, onChange }: CardProps) {
  const { t } = useTranslation('policies');
  const { terms } = draft;
  const set = (part: Partial<PublishDraft['terms']>) => onChange({ ...draft, terms: { ...terms, ...part } });
  return (
    <Card title={t('terms.title')}>
      <p className="soft">{t('terms.intro')}</p>
      <div className="form-grid">
        <CountrySelect value={terms.lawCountry} onChange={(lawCountry) => set({ lawCountry })} />
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
      </div>
    </Card>
  );
}

function CountrySelect({ value, onChange }: { value: PublishDraft['terms']['lawCountry']; onChange(country: PublishDraft['terms']['lawCountry']): void }) {
  const { t } = useTranslation('policies');
  const options = COUNTRIES.map((id) => ({ id, label: t(`country.${id}`) }));
  return <Select label={t('term.lawCountry')} hint={t('terms.lawHint')} value={value} onChange={onChange} options={options} />;
}

/** From when on the version holds and, after the first one, what changed and whether everybody is told again. */
export function VersionCard({ draft, onChange, nextNumber }: CardProps & { nextNumber: number | undefined }) {
  const { t } = useTranslation(['policies', 'common']);
  const set = (part: Partial<PublishDraft>) => onChange({ ...draft, ...part });
  return (
    <Card title={nextNumber === undefined ? t('publish.thisVersion') : t('version', { number: nextNumber })}>
      <div className="form-grid">
        <DateField
          label={t('effectiveOn')}
          hint={t('publish.effectiveHint')}
          value={draft.effectiveOn}
          onChange={(effectiveOn) => set({ effectiveOn })}
          error={draft.effectiveOn === null ? t('common:required') : undefined}
        />
        {nextNumber !== undefined && nextNumber > 1 && (
          <TextArea
            label={t('changelog')}
            hint={t('publish.changelogHint')}
            value={draft.changelog.en}
            onChange={(en) => set({ changelog: { ...draft.changelog, en } })}
            rows={2}
          />
        )}
      </div>
      {nextNumber !== undefined && nextNumber > 1 && (
        <RadioCards
          label={t('kind')}
          across
          value={draft.material ? 'material' : 'editorial'}
          onChange={(kind) => set({ material: kind === 'material' })}
          options={[
            { id: 'material', label: t('material'), hint: t('publish.materialHint') },
            { id: 'editorial', label: t('editorial'), hint: t('publish.editorialHint') },
          ]}
        />
      )}
    </Card>
  );
}
