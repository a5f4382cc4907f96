import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { LANGUAGES, type Language } from '../../../../src/shared/language.ts';
import { RadioCards } from '../../../ui/choice.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Card } from '../../../ui/display.tsx';
import { TextArea } from '../../../ui/field.tsx';
import type { PublishDraft } from './publish-draft.ts';

interface CardProps {
  kind: TextKind;
  draft: PublishDraft;
  onChange(draft: PublishDraft): void;
  nextNumber: number | undefined;
  /** Why the change cannot be editorial; null = it may be. */
  materialBecause: z.infer<typeof Draft>['materialBecause'];
  /** Languages whose changelog is still to be written. */
  lacking: readonly Language[];
}

/** From when on the version holds and, after the first one, what changed and what that means for those who were told. */
export function VersionCard(props: CardProps) {
  const { t } = useTranslation(['policies', 'common']);
  const { draft, onChange, nextNumber } = props;
  return (
    <Card title={nextNumber === undefined ? t('publish.thisVersion') : t('version', { number: nextNumber })}>
      <DateField
        label={t('effectiveOn')}
        hint={t('publish.effectiveHint')}
        value={draft.effectiveOn}
        onChange={(effectiveOn) => onChange({ ...draft, effectiveOn })}
        error={draft.effectiveOn === null ? t('common:required') : undefined}
      />
      {nextNumber !== undefined && nextNumber > 1 && (
        <>
          <KindOfChange {...props} />
          <Changelog {...props} />
        </>
      )}
    </Card>
  );
}

function KindOfChange({ kind, draft, onChange, materialBecause }: CardProps) {
  const { t } = useTranslation('policies');
  const hint = kind === 'notice' ? 'notice' : 'other';
  return (
    <RadioCards
      label={t('kind')}
      across
      value={draft.material ? 'material' : 'editorial'}
      onChange={(chosen) => onChange({ ...draft, material: chosen === 'material' })}
      options={[
        { id: 'material', label: t('material'), hint: t(`publish.materialHint.${hint}`) },
        {
          id: 'editorial',
          label: t('editorial'),
          hint: materialBecause === null ? t(`publish.editorialHint.${hint}`) : t(`publish.notEditorial.${materialBecause}`),
          isDisabled: materialBecause !== null,
        },
      ]}
    />
  );
}

function Changelog({ draft, onChange, lacking }: CardProps) {
  const { t } = useTranslation(['policies', 'common']);
  const { changelog, material } = draft;
  return (
    <fieldset className="changelog">
      <legend className="field-label">{t('changelog')}</legend>
      <p className="field-hint">{t(material ? 'publish.changelogHint' : 'publish.changelogOptional')}</p>
      <div className="changelog-languages">
        {LANGUAGES.map((language) => (
          <TextArea
            key={language}
            label={t(`common:ownLanguage.${language}`)}
            wide
            rows={2}
            lang={language}
            value={changelog[language]}
            onChange={(typed) => onChange({ ...draft, changelog: { ...changelog, [language]: typed } })}
            maxLength={2000}
            error={lacking.includes(language) ? t('common:required') : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}
