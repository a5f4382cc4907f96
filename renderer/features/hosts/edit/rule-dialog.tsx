import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OwnRules, type RuleField, RulePack } from '../../../../src/contract/rule-pack.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioCards } from '../../../ui/choice.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { TextField } from '../../../ui/field.tsx';
import { showFaults } from '../../../ui/first-fault.ts';
import { Dialog } from '../../../ui/overlay.tsx';
import { isOwnField } from '../rule-groups.ts';
import type { OwnField, RuleValues } from '../rule-words.ts';
import { HostValueEditor, OwnValueEditor } from './editors.tsx';
import type { RulesDraft } from './use-rules-draft.ts';

/** What is edited at a time: a rule of the host with its counterpart of one's own, or one that only a reseller has. */
export type EditedField = RuleField | 'maxSilenceMonths';

/** The host's part while it is typed. */
interface HostPart {
  readonly isKnown: boolean;
  readonly value: RuleValues[RuleField] | undefined;
  readonly source: string;
  readonly readOn: string | null;
}

interface Faults {
  readonly value?: string;
  readonly source?: string;
  readonly own?: string;
}

/** Changes one rule; the host's and the reseller's own side by side. Takes over what the contract accepts. */
export function RuleDialog({ field, draft, onClose }: { field: EditedField; draft: RulesDraft; onClose(): void }) {
  const { t } = useTranslation(['hosts', 'common']);
  const form = useId();
  const hostField = field === 'maxSilenceMonths' ? undefined : field;
  const ownField = isOwnField(field) ? field : undefined;
  const [host, setHost] = useState(() => (hostField === undefined ? undefined : partOf(draft.rules[hostField])));
  const [own, setOwn] = useState(() => (ownField === undefined ? undefined : (draft.own[ownField] ?? undefined)));
  const [faults, setFaults] = useState<Faults>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const judgedHost = hostField === undefined || host === undefined ? undefined : judgeHost(hostField, host);
    const judgedOwn = ownField === undefined ? undefined : OwnRules.shape[ownField].safeParse(own ?? (ownField === 'limits' ? [] : null));
    const found = faultsOf({ host: judgedHost, own: judgedOwn }, { badValue: t('edit.badValue'), noSource: t('edit.noSource') });
    if (Object.keys(found).length > 0) return showFaults(event, () => setFaults(found));
    if (hostField !== undefined && judgedHost?.success === true) draft.setHost(hostField, judgedHost.data);
    if (ownField !== undefined && judgedOwn?.success === true) draft.setOwn(ownField, judgedOwn.data);
    onClose();
  };
  return (
    <Dialog
      title={t('edit.changeRule', { rule: t(`rule.${field}`) })}
      isOpen
      onOpenChange={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form={form} variant="primary">
            {t('edit.take')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" data-gap="l" onSubmit={submit} noValidate>
        {hostField !== undefined && host !== undefined && <HostFields field={hostField} part={host} onChange={setHost} faults={faults} />}
        {ownField !== undefined && <OwnFields field={ownField} value={own} onChange={setOwn} error={faults.own} />}
      </form>
    </Dialog>
  );
}

function partOf(dated: RulePack[RuleField]): HostPart {
  if (dated.state === 'unknown') return { isKnown: false, value: undefined, source: '', readOn: null };
  return { isKnown: true, value: dated.value, source: dated.source, readOn: dated.readOn };
}

function judgeHost(field: RuleField, { isKnown, value, source, readOn }: HostPart) {
  return RulePack.shape[field].safeParse(
    isKnown ? { state: 'known', value: value ?? (field === 'limits' ? [] : undefined), source, readOn } : { state: 'unknown' },
  );
}

interface Judged {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
}

/** The faults by the field they are shown at. */
function faultsOf(judged: { readonly host: Judged | undefined; readonly own: Judged | undefined }, words: { badValue: string; noSource: string }): Faults {
  const places = judged.host?.success === false ? (judged.host.error?.issues ?? []).map((issue) => issue.path[0]) : [];
  return {
    ...(places.some((place) => place !== 'source') && { value: words.badValue }),
    ...(places.includes('source') && { source: words.noSource }),
    ...(judged.own?.success === false && { own: words.badValue }),
  };
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
            <DateField label={t('edit.readOn')} value={part.readOn} onChange={(readOn) => set({ readOn })} />
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
