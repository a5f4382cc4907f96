import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Host, PresetId } from '../../../src/contract/hosts.ts';
import type { RulePack } from '../../../src/contract/rule-pack.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { showFaults } from '../../ui/first-fault.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useRuleWords } from './rule-words.ts';

/** Adds a host: whose rules, its name, the name of the pack. */
export function NewHostScreen() {
  const { t } = useTranslation(['hosts', 'common']);
  const presets = useQuery(orpc.hosts.presets.queryOptions({ input: { language: currentLanguage() } }));
  return (
    <Page title={t('new.title')} intro={t('new.intro')} parent={{ to: '/hosts', label: t('title') }}>
      <Loaded query={presets}>{(list) => <NewHostForm presets={list} />}</Loaded>
    </Page>
  );
}

interface Preset {
  readonly id: PresetId;
  readonly title: string;
  readonly summary: string;
  readonly rules: RulePack;
}

interface Values {
  readonly presetId: PresetId;
  readonly name: string;
  readonly packName: string;
  readonly termsUrl: string;
}

/** What is wrong with a field, as a key of the texts. */
function faultsOf({ name, packName, termsUrl }: Values) {
  return {
    name: name.trim() === '' ? ('common:required' as const) : undefined,
    packName: packName.trim() === '' ? ('common:required' as const) : undefined,
    termsUrl: /^(https?:\/\/\S+)?$/.test(termsUrl.trim()) ? undefined : ('new.badUrl' as const),
  };
}

function NewHostForm({ presets }: { presets: readonly Preset[] }) {
  const { t } = useTranslation(['hosts', 'common']);
  const [, navigate] = useLocation();
  const [values, setValues] = useState<Values>({ presetId: 'neutral', name: '', packName: '', termsUrl: '' });
  const [tried, setTried] = useState(false);
  const onSuccess = (host: Host) => {
    toast({ text: t('new.added', { name: host.name }) });
    navigate(`/hosts/${host.id}`);
  };
  const create = useMutation(orpc.hosts.create.mutationOptions({ onSuccess }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    showFaults(event, () => setTried(true));
    if (Object.values(faultsOf(values)).some((fault) => fault !== undefined)) return;
    const { termsUrl, ...rest } = values;
    create.mutate({ ...rest, ...(termsUrl.trim() !== '' && { termsUrl: termsUrl.trim() }) });
  };
  const set = (part: Partial<Values>) => setValues((now) => ({ ...now, ...part }));
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      <NameFields values={values} set={set} tried={tried} />
      <PresetChoice presets={presets} value={values.presetId} onChange={(presetId) => set({ presetId })} />
      {create.error !== null && <ErrorNotice error={create.error} />}
      <div className="row">
        <Button type="submit" variant="primary" size="large" isPending={create.isPending}>
          {t('new.submit')}
        </Button>
        <LinkButton to="/hosts" variant="quiet">
          {t('common:cancel')}
        </LinkButton>
      </div>
    </form>
  );
}

/** Faults are shown from the first try on, and go as they are mended. */
function NameFields({ values, set, tried }: { values: Values; set(part: Partial<Values>): void; tried: boolean }) {
  const { t } = useTranslation(['hosts', 'common']);
  const faults = faultsOf(values);
  const errorOf = (field: keyof typeof faults) => (tried && faults[field] !== undefined ? t(faults[field]) : undefined);
  return (
    <Card>
      <div className="columns">
        <TextField
          label={t('new.name')}
          hint={t('new.nameHint')}
          value={values.name}
          onChange={(name) => set({ name })}
          error={errorOf('name')}
          maxLength={120}
          isRequired
          autoFocus
        />
        <TextField
          label={t('new.packName')}
          hint={t('new.packHint')}
          value={values.packName}
          onChange={(packName) => set({ packName })}
          error={errorOf('packName')}
          maxLength={120}
          isRequired
        />
        <TextField
          label={t('new.termsUrl')}
          hint={t('new.termsUrlHint')}
          value={values.termsUrl}
          onChange={(termsUrl) => set({ termsUrl })}
          placeholder="https://"
          error={errorOf('termsUrl')}
          maxLength={500}
        />
      </div>
    </Card>
  );
}

function PresetChoice({ presets, value, onChange }: { presets: readonly Preset[]; value: PresetId; onChange(id: PresetId): void }) {
  const { t } = useTranslation('hosts');
  return (
    <div className="presets">
      <RadioCards<PresetId>
        label={t('new.preset')}
        hint={t('new.presetHint')}
        value={value}
        onChange={onChange}
        across
        options={presets.map((preset) => ({ id: preset.id, label: preset.title, hint: preset.summary, content: <KeyRules rules={preset.rules} /> }))}
      />
    </div>
  );
}

/** The rules that decide which preset fits. */
function KeyRules({ rules }: { rules: RulePack }) {
  const { t } = useTranslation('hosts');
  const words = useRuleWords();
  const known = KEY_RULES.map((field) => ({ field, lines: words.ofHost(field, rules[field]) })).filter(({ lines }) => lines !== undefined);
  if (known.length === 0) return null;
  return (
    <ul className="key-rules small">
      {known.map(({ field, lines }) => (
        <li key={field}>
          <span className="soft">{t(`rule.${field}`)}</span> {lines?.join('; ')}
        </li>
      ))}
    </ul>
  );
}

const KEY_RULES = ['bulkPolicy', 'maxRecipientsPerMessage', 'pacing', 'whitelist', 'recipientBlockDays'] as const;
