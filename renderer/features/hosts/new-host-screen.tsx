import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PresetId } from '../../../src/contract/hosts.ts';
import type { RulePack } from '../../../src/contract/rule-pack.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useRuleWords } from './rule-lines.ts';

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

function NewHostForm({ presets }: { presets: readonly Preset[] }) {
  const { t } = useTranslation(['hosts', 'common']);
  const [, navigate] = useLocation();
  const [presetId, setPresetId] = useState<PresetId>('neutral');
  const [values, setValues] = useState({ name: '', packName: '', termsUrl: '' });
  const [tried, setTried] = useState(false);
  const create = useMutation(
    orpc.hosts.create.mutationOptions({
      onSuccess: (host) => {
        toast({ text: t('new.added', { name: host.name }) });
        navigate(`/hosts/${host.id}`);
      },
    }),
  );
  const set = (field: keyof typeof values) => (value: string) => setValues((now) => ({ ...now, [field]: value }));
  const missing = (value: string) => (tried && value.trim() === '' ? t('common:required') : undefined);
  const badUrl = values.termsUrl.trim() !== '' && !/^https?:\/\/\S+$/.test(values.termsUrl.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (values.name.trim() === '' || values.packName.trim() === '' || badUrl) return;
    const termsUrl = values.termsUrl.trim();
    create.mutate({ presetId, name: values.name, packName: values.packName, ...(termsUrl !== '' && { termsUrl }) });
  };
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      <Card>
        <div className="columns">
          <TextField
            label={t('new.name')}
            hint={t('new.nameHint')}
            value={values.name}
            onChange={set('name')}
            error={missing(values.name)}
            isRequired
            autoFocus
          />
          <TextField
            label={t('new.packName')}
            hint={t('new.packHint')}
            value={values.packName}
            onChange={set('packName')}
            error={missing(values.packName)}
            isRequired
          />
          <TextField
            label={t('new.termsUrl')}
            hint={t('new.termsUrlHint')}
            value={values.termsUrl}
            onChange={set('termsUrl')}
            placeholder="https://"
            error={tried && badUrl ? t('new.badUrl') : undefined}
          />
        </div>
      </Card>
      <div className="presets">
        <RadioCards<PresetId>
          label={t('new.preset')}
          hint={t('new.presetHint')}
          value={presetId}
          onChange={setPresetId}
          across
          options={presets.map((preset) => ({ id: preset.id, label: preset.title, hint: preset.summary, content: <KeyRules rules={preset.rules} /> }))}
        />
      </div>
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

/** The rules that decide which preset fits. */
function KeyRules({ rules }: { rules: RulePack }) {
  const { t } = useTranslation('hosts');
  const known = useRuleWords()(rules).filter((line) => line.text !== undefined && KEY_RULES.some((field) => field === line.field));
  return (
    <ul className="key-rules small">
      {known.map((line) => (
        <li key={line.field}>
          <span className="soft">{t(`rule.${line.field}`)}</span> {line.text}
        </li>
      ))}
    </ul>
  );
}

const KEY_RULES = ['bulkPolicy', 'maxRecipientsPerMessage', 'pacing', 'whitelist', 'recipientBlockDays'] as const;
