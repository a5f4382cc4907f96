import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistOverview, BlocklistSettings } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards, Select, Switch } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AgreeCard, Discloses } from './agree-card.tsx';
import { BlocklistsTabs } from './blocklists-tabs.tsx';
import './blocklists.css';

/** Who agreed, which name servers are asked, and how often. */
export function BlocklistSettingsScreen() {
  const { t } = useTranslation('blocklists');
  const query = useQuery(orpc.blocklists.overview.queryOptions({ input: {} }));
  return (
    <Page title={t('settings.title')}>
      <BlocklistsTabs />
      <Loaded query={query}>
        {(overview) => (
          <div className="stack" data-gap="l">
            {overview.agreed === null ? <AgreeCard /> : <AgreedCard agreed={overview.agreed} />}
            <SettingsForm saved={overview.settings} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function AgreedCard({ agreed }: { agreed: NonNullable<BlocklistOverview['agreed']> }) {
  const { t } = useTranslation('blocklists');
  const { dateTime } = useFormat();
  const agree = useMutation(orpc.blocklists.agree.mutationOptions({ onSuccess: () => toast({ text: t('agree.withdrawn') }) }));
  return (
    <Card title={t('agree.title')}>
      <div className="stack">
        <Discloses />
        <p className="prose">
          {agreed.author === '' ? t('agree.given', { when: dateTime(agreed.at) }) : t('agree.givenBy', { who: agreed.author, when: dateTime(agreed.at) })}
        </p>
        {agree.error !== null && <ErrorNotice error={agree.error} />}
        <div className="row">
          <Button isPending={agree.isPending} onPress={() => agree.mutate({ agreed: false })}>
            {t('agree.withdraw')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

const HOURS = [6, 12, 24, 48, 168] as const;
const OFF = 'off';

function SettingsForm({ saved }: { saved: BlocklistSettings }) {
  const { t } = useTranslation(['blocklists', 'common']);
  const [values, setValues] = useState(saved);
  const update = useMutation(orpc.blocklists.setSettings.mutationOptions({ onSuccess: () => toast({ text: t('settings.saved') }) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...values, servers: values.servers.filter((server) => server.trim() !== '') });
  };
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      <Card title={t('settings.servers.title')}>
        <ServerFields values={values} set={setValues} />
      </Card>
      <Card title={t('settings.watch.title')}>
        <WatchFields values={values} set={setValues} />
      </Card>
      {update.error !== null && <ErrorNotice error={update.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isPending={update.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  values: BlocklistSettings;
  set(values: BlocklistSettings): void;
}

function ServerFields({ values, set }: FieldsProps) {
  const { t } = useTranslation('blocklists');
  const own = values.servers.length > 0;
  return (
    <div className="stack">
      <RadioCards
        label={t('settings.servers.which')}
        value={own ? 'own' : 'system'}
        onChange={(which) => set({ ...values, servers: which === 'own' ? [''] : [] })}
        options={[
          { id: 'system', label: t('settings.servers.system'), hint: t('settings.servers.systemHint') },
          { id: 'own', label: t('settings.servers.own'), hint: t('settings.servers.ownHint') },
        ]}
      />
      {own && (
        <TextField
          label={t('settings.servers.addresses')}
          hint={t('settings.servers.addressesHint')}
          value={values.servers.join(', ')}
          onChange={(text) => set({ ...values, servers: text.split(/,\s*/) })}
        />
      )}
      <NumberField
        label={t('settings.servers.timeout')}
        value={values.timeoutSeconds}
        minValue={1}
        maxValue={30}
        onChange={(timeoutSeconds) => timeoutSeconds !== null && set({ ...values, timeoutSeconds })}
      />
    </div>
  );
}

function WatchFields({ values, set }: FieldsProps) {
  const { t } = useTranslation('blocklists');
  const chosen = HOURS.find((hours) => hours === values.everyHours) ?? 24;
  return (
    <div className="stack">
      <Select
        label={t('settings.watch.every')}
        hint={t('settings.watch.hint')}
        value={values.watch ? `${chosen}` : OFF}
        onChange={(id) => set(id === OFF ? { ...values, watch: false } : { ...values, watch: true, everyHours: Number(id) })}
        options={[
          { id: OFF, label: t('settings.watch.off') },
          ...HOURS.map((hours) => ({ id: `${hours}`, label: t('settings.watch.hours', { count: hours }) })),
        ]}
      />
      <Switch label={t('settings.watch.domains')} isSelected={values.domains} onChange={(domains) => set({ ...values, domains })} />
    </div>
  );
}
