import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ClientField } from './client-field.tsx';
import type { HoldFault, HoldForm } from './hold-form.rules.ts';
import { dayHere } from './load.rules.ts';

interface HoldFieldsProps {
  form: HoldForm;
  faults: ReadonlySet<HoldFault>;
  /** The client is settled: it is not asked for. */
  isSettled: boolean;
  onChange(part: Partial<HoldForm>): void;
}

/** Whom, why, until when. */
export function HoldFields({ form, faults, isSettled, onChange }: HoldFieldsProps) {
  const { t } = useTranslation('reminders');
  const isException = form.kind === 'exception';
  const fault = (name: HoldFault) => (faults.has(name) ? t(`hold.${name}Missing`) : undefined);
  return (
    <>
      {!(isSettled || isException) && <Scope form={form} onChange={onChange} />}
      {form.scope === 'client' && !isSettled && (
        <ClientField label={t('hold.client')} value={form.client} onChange={(client) => onChange({ client })} error={fault('client')} />
      )}
      {(form.scope === 'host' || isException) && <HostChoice form={form} error={fault('host')} onChange={onChange} />}
      <TextArea
        label={t(isException ? 'hold.reason' : 'hold.reasonOptional')}
        hint={t('hold.reasonHint')}
        rows={2}
        maxLength={1000}
        isRequired={isException}
        value={form.reason}
        onChange={(reason) => onChange({ reason })}
        error={fault('reason')}
      />
      <DateField
        label={t(isException ? 'hold.until' : 'hold.untilOptional')}
        {...(!isException && { hint: t('hold.untilHint') })}
        min={dayHere(new Date())}
        value={form.untilOn}
        onChange={(untilOn) => onChange({ untilOn })}
        error={fault('until')}
      />
    </>
  );
}

function Scope({ form, onChange }: Pick<HoldFieldsProps, 'form' | 'onChange'>) {
  const { t } = useTranslation('reminders');
  return (
    <Select
      label={t('hold.scope')}
      value={form.scope}
      onChange={(scope) => onChange({ scope })}
      options={[
        { id: 'all', label: t('hold.scopeAll') },
        { id: 'host', label: t('hold.scopeHost') },
        { id: 'client', label: t('hold.scopeClient') },
      ]}
    />
  );
}

const EVERY = 'every';

/** The host of a pause; of an exception, one or all of them. */
function HostChoice({ form, error, onChange }: Pick<HoldFieldsProps, 'form' | 'onChange'> & { error: string | undefined }) {
  const { t } = useTranslation('reminders');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const isException = form.kind === 'exception';
  if (isException && hosts.length < 2) return null;
  return (
    <Select
      label={t(isException ? 'hold.hosts' : 'hold.host')}
      value={form.hostId ?? (isException ? EVERY : null)}
      onChange={(id) => onChange({ hostId: HostId.safeParse(id).data ?? null })}
      options={[...(isException ? [{ id: EVERY, label: t('hold.everyHost') }] : []), ...hosts.map(({ id, name }) => ({ id, label: name }))]}
      error={error}
    />
  );
}
