import { useQuery } from '@tanstack/react-query';
import { Plus, Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import type { VersionRow } from '../../../src/contract/texts.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, EmptyState, KeyValues, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DateText } from '../../ui/time.tsx';
import { DifferencesNotice, HostsTabs, PackState } from '../connections/index.ts';

/** The hosts one buys from, each with its packs and the state of its policy. */
export function HostsScreen() {
  const { t } = useTranslation('hosts');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  const versions = useQuery(orpc.policies.list.queryOptions({ input: { kind: 'notice' } })).data ?? [];
  const addHost = (
    <LinkButton to="/hosts/new" variant="primary" icon={Plus}>
      {t('add')}
    </LinkButton>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={hosts.data?.length !== 0 && addHost}>
      <HostsTabs />
      <DifferencesNotice />
      <Loaded query={hosts}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={Server} title={t('empty.title')} actions={addHost}>
              {t('empty.text')}
            </EmptyState>
          ) : (
            <div className="columns host-cards">
              {list.map((host) => (
                <HostCard key={host.id} host={host} inForce={versions.find((version) => version.hostId === host.id && version.inForce)} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function HostCard({ host, inForce }: { host: Host; inForce: VersionRow | undefined }) {
  const { t } = useTranslation('hosts');
  const presets = useQuery(orpc.hosts.presets.queryOptions({ input: { language: currentLanguage() } })).data;
  return (
    <Card title={<a href={`#/hosts/${host.id}`}>{host.name}</a>}>
      <KeyValues
        items={[
          { key: 'rules', label: t('rules.title'), value: presets?.find((preset) => preset.id === host.presetId)?.title ?? '' },
          { key: 'packs', label: t('packs.title'), value: <PackStates packs={host.packs} /> },
          { key: 'clients', label: t('clients'), value: t('clientsAndAccounts', { count: host.clients, accounts: host.activeAccounts }) },
          {
            key: 'policy',
            label: t('policy'),
            value:
              inForce === undefined ? (
                <StateTag tone="attention">{t('noPolicy')}</StateTag>
              ) : (
                <span className="row">
                  <a href={`#/versions/${inForce.id}`}>{t('versionNumber', { number: inForce.number })}</a>
                  <DateText on={inForce.effectiveOn} />
                </span>
              ),
          },
        ]}
      />
      <div className="row">
        <LinkButton to={`/hosts/${host.id}`}>{t('open')}</LinkButton>
        {inForce === undefined && (
          <LinkButton to={`/hosts/${host.id}/publish`} variant="primary">
            {t('publish')}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

/** The packs of a host, each with how reading its panel goes. */
function PackStates({ packs }: Pick<Host, 'packs'>) {
  return (
    <ul className="stack" data-gap="s">
      {packs.map((pack) => (
        <li key={pack.id} className="row">
          <a href={`#/hosts/${pack.hostId}/packs/${pack.id}`}>{pack.name}</a>
          <PackState packId={pack.id} />
        </li>
      ))}
    </ul>
  );
}
