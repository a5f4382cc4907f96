import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostId } from '../../../src/contract/ids.ts';
import type { Period, ReminderRule, RuleScope } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { ClientField, type NamedClient } from './client-field.tsx';
import { formOf, periodOf } from './period.rules.ts';
import { PeriodEditor } from './period-editor.tsx';
import { sameScope, scopeOf, type WhomForm } from './rule-scope.rules.ts';
import { useSetRule } from './use-rules.ts';
import { useRuleName } from './words.ts';

interface RuleDialogProps {
  /** The rule to change; without one, and without a client, whom it is for is asked. */
  rule?: ReminderRule;
  client?: NamedClient;
  onClose(): void;
}

/** Sets how often some of the clients are reminded. It can be taken back. */
export function RuleDialog({ rule, client, onClose }: RuleDialogProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const rules = useQuery(orpc.reminders.rules.queryOptions({ input: {} })).data;
  const settled = rule?.on ?? (client === undefined ? undefined : { scope: 'client' as const, clientId: client.id });
  const nameOf = useRuleName();
  const name = rule === undefined ? client?.name : nameOf(rule);
  if (rules === undefined) return null;
  const now = settled === undefined ? undefined : rules.find(({ on }) => sameScope(on, settled));
  const start = now ?? rules.find(({ on }) => on.scope === 'all');
  return (
    <RuleForm
      title={name === undefined ? t('rules.addTitle') : t('rules.editTitle', { name })}
      settled={settled}
      start={start?.period ?? { every: 'months', count: 6 }}
      onClose={onClose}
    />
  );
}

interface RuleFormProps {
  title: string;
  settled: RuleScope | undefined;
  start: Period;
  onClose(): void;
}

function RuleForm({ title, settled, start, onClose }: RuleFormProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const [whom, setWhom] = useState<WhomForm>({ scope: 'host', hostId: null, plan: '', client: null });
  const [form, setForm] = useState(() => formOf(start));
  const [tried, setTried] = useState(false);
  const set = useSetRule(onClose);
  const on = settled ?? scopeOf(whom);
  const period = periodOf(form);
  const submit = () => {
    setTried(true);
    if (on !== undefined && period !== undefined) set.mutate({ on, period });
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" isPending={set.isPending} onPress={submit}>
        {t('common:save')}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onOpenChange={(open) => !open && onClose()} actions={actions}>
      {settled === undefined && <Whom whom={whom} isTried={tried} onChange={(part) => setWhom((now) => ({ ...now, ...part }))} />}
      <PeriodEditor form={form} onChange={(part) => setForm((now) => ({ ...now, ...part }))} isTried={tried} />
      {set.error !== null && <ErrorNotice error={set.error} />}
    </Dialog>
  );
}

const SCOPES = ['host', 'plan', 'client'] as const;

function Whom({ whom, isTried, onChange }: { whom: WhomForm; isTried: boolean; onChange(part: Partial<WhomForm>): void }) {
  const { t } = useTranslation('reminders');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const missing = (is: boolean, words: string) => (isTried && is ? words : undefined);
  return (
    <>
      <Select
        label={t('rules.whom')}
        value={whom.scope}
        onChange={(scope) => onChange({ scope })}
        options={SCOPES.map((id) => ({ id, label: t(`rules.scope.${id}`) }))}
      />
      {whom.scope === 'client' ? (
        <ClientField
          label={t('hold.client')}
          value={whom.client}
          onChange={(client) => onChange({ client })}
          error={missing(whom.client === null, t('hold.clientMissing'))}
        />
      ) : (
        <Select
          label={t('hold.host')}
          value={whom.hostId}
          onChange={(id) => onChange({ hostId: HostId.safeParse(id).data ?? null })}
          options={hosts.map(({ id, name }) => ({ id, label: name }))}
          error={missing(whom.hostId === null, t('hold.hostMissing'))}
        />
      )}
      {whom.scope === 'plan' && <PlanName plan={whom.plan} isTried={isTried} onChange={(plan) => onChange({ plan })} />}
    </>
  );
}

function PlanName({ plan, isTried, onChange }: { plan: string; isTried: boolean; onChange(plan: string): void }) {
  const { t } = useTranslation('reminders');
  return (
    <TextField
      label={t('rules.plan')}
      hint={t('rules.planHint')}
      value={plan}
      onChange={onChange}
      maxLength={120}
      error={isTried && plan.trim() === '' ? t('rules.planMissing') : undefined}
    />
  );
}
