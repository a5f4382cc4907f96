import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../src/contract/ids.ts';
import { PolicyTerms } from '../../../../src/contract/texts.ts';
import { Select } from '../../../ui/choice.tsx';
import { Card } from '../../../ui/display.tsx';
import { NumberField, TextField } from '../../../ui/field.tsx';
import { PromiseCheck } from '../../reminders/index.ts';
import type { PublishDraft } from './publish-draft.ts';

const COUNTRIES = PolicyTerms.shape.lawCountry.unwrap().options.toSorted((a, b) => Number(b === 'none') - Number(a === 'none'));

/** What the reseller adds to the host's rules; every empty field prints as "ask". */
export function TermsCard({ hostId, draft, onChange }: { hostId: HostId; draft: PublishDraft; onChange(draft: PublishDraft): void }) {
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
      <PromiseCheck hostId={hostId} months={terms.reminderMonths} />
    </Card>
  );
}

function CountrySelect({ value, onChange }: { value: PublishDraft['terms']['lawCountry']; onChange(country: PublishDraft['terms']['lawCountry']): void }) {
  const { t } = useTranslation('policies');
  const options = COUNTRIES.map((id) => ({ id, label: t(`country.${id}`) }));
  return <Select label={t('term.lawCountry')} hint={t('terms.lawHint')} value={value} onChange={onChange} options={options} />;
}
