import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRules, RuleField } from '../../../../src/contract/rule-pack.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioCards } from '../../../ui/choice.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Dialog } from '../../../ui/overlay.tsx';
import type { OwnField } from '../rule-words.ts';
import { HostValueEditor, OwnValueEditor } from './editors.tsx';
import { type EditedField, type Faults, type HostPart, useRuleForm } from './use-rule-form.ts';
import type { RulesDraft } from './use-rules-draft.ts';

/** Changes one rule; the host's and the reseller's own side by side. Applies what the contract and the core accept. */
export function RuleDialog({ field, draft, onClose }: { field: EditedField; draft: RulesDraft; onClose(): void }) {
  const { t } = useTranslation(['hosts', 'common']);
  const form = useId();
  const { hostField, ownField, host, setHost, own, setOwn, faults, isChecking, onSubmit } = useRuleForm(field, draft, onClose);
  return (
    <Dialog
      title={t('edit.changeRule', { rule: t(`rule.${field}`) })}
      isOpen
      onOpenChange={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={isChecking}>
            {t('edit.take')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" data-gap="l" onSubmit={onSubmit} noValidate>
        {hostField !== undefined && host !== undefined && <HostFields field={hostField} part={host} onChange={setHost} faults={faults} />}
        {ownField !== undefined && <OwnFields field={ownField} value={own} onChange={setOwn} error={faults.own} />}
        {faults.other !== undefined && (
          <p className="field-error" role="alert">
            {faults.other}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface HostFieldsProps {
  field: RuleField;
  part: HostPart;
  onChange(part: HostPart): void;
  faults: Faults;
}

function HostFields({ field, part, onChange, faults }: HostFieldsProps) {
  const { t } = useTranslation('hosts');
  const set = (change: Partial<HostPart>) => onChange({ ...part, ...change });
  return (
    <fieldset className="entry">
      <legend>{t('edit.hostPart')}</legend>
      <RadioCards
        label={t('edit.state')}
        across
        options={[
          { id: 'known', label: t('edit.known'), hint: t('edit.knownHint') },
          { id: 'unknown', label: t('edit.unknown'), hint: t('edit.unknownHint') },
        ]}
        value={part.isKnown ? 'known' : 'unknown'}
        onChange={(id) => set({ isKnown: id === 'known' })}
      />
      {part.isKnown && (
        <>
          <HostValueEditor field={field} value={part.value} onChange={(value) => set({ value })} error={faults.value} />
          <div className="columns">
            <TextField
              label={t('edit.source')}
              hint={t('edit.sourceHint')}
              value={part.source}
              onChange={(source) => set({ source })}
              error={part.source.trim() === '' ? faults.source : undefined}
              maxLength={500}
              isRequired
            />
            <DateField label={t('edit.readOn')} value={part.readOn} onChange={(readOn) => set({ readOn })} error={faults.readOn} />
          </div>
        </>
      )}
    </fieldset>
  );
}

type OwnValue = NonNullable<OwnRules[OwnField]>;

function OwnFields({
  field,
  value,
  onChange,
  error,
}: {
  field: OwnField;
  value: OwnValue | undefined;
  onChange(value: OwnValue | undefined): void;
  error: string | undefined;
}) {
  const { t } = useTranslation('hosts');
  // Another start for the editor when the rule is taken away.
  const [generation, setGeneration] = useState(0);
  const clear = () => {
    onChange(undefined);
    setGeneration((now) => now + 1);
  };
  return (
    <fieldset className="entry">
      <legend>{t('edit.ownPart')}</legend>
      <p className="small soft">{t('edit.ownHint')}</p>
      <OwnValueEditor key={generation} field={field} value={value} onChange={onChange} error={error} />
      {field !== 'limits' && (
        // Always there: a button that comes with the value would move the others away under the pointer.
        <div className="row">
          <Button variant="quiet" isDisabled={value === undefined} onPress={clear}>
            {t('edit.none')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
