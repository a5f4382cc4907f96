import { useTranslation } from 'react-i18next';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import type { Draft, DraftFault } from './draft.rules.ts';

/** What is typed of the subject of a case, and what is wrong with it. */
export interface SubjectForm {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly faults: Partial<Record<keyof Draft, DraftFault>>;
}

type Typed = { [K in keyof Draft]: Draft[K] extends string ? (string extends Draft[K] ? K : never) : never }[keyof Draft];

/** What belongs to the kind that was chosen. */
export function SubjectFields({ form }: { form: SubjectForm }) {
  switch (form.draft.kind) {
    case 'listing':
      return <Listing form={form} />;
    case 'suspension':
      return <Suspension form={form} />;
    case 'blocked_object':
      return <BlockedObject form={form} />;
    case 'port_25':
      return (
        <>
          <Text form={form} name="server" />
          <Reason form={form} />
        </>
      );
    case 'recipient':
      return <Recipient form={form} />;
    case null:
      return null;
  }
}

function Text({ form: { draft, set, faults }, name }: { form: SubjectForm; name: Typed }) {
  const { t } = useTranslation('incidentsScreen');
  const fault = faults[name];
  return (
    <TextField
      label={t(`field.${name}`)}
      value={draft[name]}
      onChange={(text) => set({ [name]: text })}
      {...(fault !== undefined && { error: t(fault === 'missing' ? 'field.missing' : 'field.notAddress') })}
    />
  );
}

function Reason({ form: { draft, set } }: { form: SubjectForm }) {
  const { t } = useTranslation('incidentsScreen');
  return <TextArea label={t('field.reason')} wide rows={3} value={draft.reason} onChange={(reason) => set({ reason })} />;
}

function Listing({ form }: { form: SubjectForm }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <div className="columns">
      <Text form={form} name="listed" />
      <Text form={form} name="list" />
      <Text form={form} name="reference" />
      <Select<Draft['holder']>
        label={t('field.holder')}
        options={(['host', 'reseller', 'unknown'] as const).map((id) => ({ id, label: t(`field.holder_${id}`) }))}
        value={form.draft.holder}
        onChange={(holder) => form.set({ holder })}
      />
    </div>
  );
}

function Suspension({ form }: { form: SubjectForm }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <>
      <RadioCards<Draft['scope']>
        label={t('field.scope')}
        across
        options={(['account', 'pack'] as const).map((id) => ({ id, label: t(`field.scope_${id}`) }))}
        value={form.draft.scope}
        onChange={(scope) => form.set({ scope })}
      />
      <RadioCards<Draft['stopped']>
        label={t('field.stopped')}
        across
        options={(['hosting', 'mail'] as const).map((id) => ({ id, label: t(`field.stopped_${id}`) }))}
        value={form.draft.stopped}
        onChange={(stopped) => form.set({ stopped })}
      />
      {form.draft.scope === 'account' && <Text form={form} name="name" />}
      <Reason form={form} />
    </>
  );
}

function BlockedObject({ form }: { form: SubjectForm }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <>
      <RadioCards<Draft['object']>
        label={t('field.object')}
        across
        options={(['script', 'ip', 'account'] as const).map((id) => ({ id, label: t(`field.object_${id}`) }))}
        value={form.draft.object}
        onChange={(object) => form.set({ object })}
      />
      <Text form={form} name="name" />
      <Reason form={form} />
    </>
  );
}

function Recipient({ form }: { form: SubjectForm }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <>
      <div className="columns">
        <Text form={form} name="address" />
        <Text form={form} name="writer" />
        <DateField label={t('field.lastMailOn')} value={form.draft.lastMailOn} onChange={(lastMailOn) => form.set({ lastMailOn })} />
      </div>
      <TextArea label={t('field.answer')} wide rows={3} value={form.draft.answer} onChange={(answer) => form.set({ answer })} />
    </>
  );
}
