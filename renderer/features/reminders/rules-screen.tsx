import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderRule } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { formOf, periodOf } from './period.rules.ts';
import { PeriodEditor } from './period-editor.tsx';
import { BrokenPromises } from './promises.tsx';
import { RemindersTabs } from './reminders-tabs.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { keyOf } from './rule-scope.rules.ts';
import { SettingsCard } from './settings-card.tsx';
import { useRemoveRule, useSetRule } from './use-rules.ts';
import { usePeriodWords, useRuleName } from './words.ts';

/** How often whom, and at which times of which days. */
export function RulesScreen() {
  const { t } = useTranslation('reminders');
  const rules = useQuery(orpc.reminders.rules.queryOptions({ input: {} }));
  const settings = useQuery(orpc.reminders.settings.queryOptions({ input: {} }));
  return (
    <Page title={t('title')}>
      <RemindersTabs />
      <BrokenPromises />
      <Loaded query={rules}>
        {(all) => {
          const [wide] = all.filter(({ on }) => on.scope === 'all');
          return (
            <>
              {wide !== undefined && <RuleForAll key={JSON.stringify(wide.period)} rule={wide} />}
              <NarrowerRules rules={all.filter(({ on }) => on.scope !== 'all')} />
            </>
          );
        }}
      </Loaded>
      <Loaded query={settings}>{(saved) => <SettingsCard saved={saved} />}</Loaded>
    </Page>
  );
}

function RuleForAll({ rule }: { rule: ReminderRule }) {
  const { t } = useTranslation(['reminders', 'common']);
  const [form, setForm] = useState(() => formOf(rule.period));
  const [tried, setTried] = useState(false);
  const set = useSetRule();
  const period = periodOf(form);
  const dirty = JSON.stringify(period) !== JSON.stringify(rule.period);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (period !== undefined && dirty) set.mutate({ on: rule.on, period });
  };
  return (
    <Card title={t('rules.all')}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft prose">
          {t('rules.allWhy')} {t('rules.decides', { count: rule.clients })}
        </p>
        <PeriodEditor form={form} onChange={(part) => setForm((now) => ({ ...now, ...part }))} isTried={tried} />
        {set.error !== null && <ErrorNotice error={set.error} />}
        <div>
          <Button type="submit" variant="primary" isDisabled={!dirty} isPending={set.isPending}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function NarrowerRules({ rules }: { rules: readonly ReminderRule[] }) {
  const { t } = useTranslation('reminders');
  const { number } = useFormat();
  const [editing, setEditing] = useState<ReminderRule | 'new'>();
  const say = usePeriodWords();
  const nameOf = useRuleName();
  const add = (
    <Button icon={Plus} onPress={() => setEditing('new')}>
      {t('rules.add')}
    </Button>
  );
  return (
    <Card title={t('rules.narrower')} actions={add}>
      <p className="soft prose">{t(rules.length === 0 ? 'rules.none' : 'rules.narrowerWhy')}</p>
      {rules.length > 0 && (
        <Table
          stacks
          label={t('rules.narrower')}
          rows={rules}
          rowKey={({ on }) => keyOf(on)}
          columns={[
            { id: 'for', header: t('rules.for'), cell: (rule) => <TwoLines main={nameOf(rule)} below={t(`rules.scope.${rule.on.scope}`)} /> },
            { id: 'period', header: t('rules.period'), cell: (rule) => say(rule.period) },
            { id: 'clients', header: t('rules.clients'), numeric: true, cell: (rule) => number(rule.clients) },
            { id: 'set', header: t('rules.set'), cell: (rule) => <SetBy rule={rule} /> },
            { id: 'change', header: t('rules.edit'), actions: true, cell: (rule) => <Change rule={rule} onEdit={() => setEditing(rule)} /> },
          ]}
        />
      )}
      {editing !== undefined && <RuleDialog {...(editing !== 'new' && { rule: editing })} onClose={() => setEditing(undefined)} />}
    </Card>
  );
}

function SetBy({ rule: { changedAt, author } }: { rule: ReminderRule }) {
  const { t } = useTranslation(['reminders', 'common']);
  const { dateTime } = useFormat();
  return changedAt === null ? t('rules.fromStart') : <TwoLines main={dateTime(changedAt)} below={author || t('common:notNamed')} />;
}

function Change({ rule, onEdit }: { rule: ReminderRule; onEdit(): void }) {
  const { t } = useTranslation('reminders');
  const name = useRuleName()(rule);
  const remove = useRemoveRule();
  return (
    <>
      <span className="row">
        <IconButton icon={Pencil} label={t('rules.editOf', { name })} onPress={onEdit} />
        <IconButton icon={Trash2} label={t('rules.removeOf', { name })} onPress={() => remove.mutate(rule)} />
      </span>
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </>
  );
}
