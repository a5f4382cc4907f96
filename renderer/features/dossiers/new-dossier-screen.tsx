import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Admission } from '../../../src/contract/dossiers.ts';
import type { Host } from '../../../src/contract/hosts.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import type { Language } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { LinkButton } from '../../ui/button.tsx';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { Card, EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { BeginCard } from './begin-card.tsx';
import { AskFirst, Refusal } from './not-admitted.tsx';
import './dossiers.css';

const SERVERS = ['shared', 'platform', 'vps', 'kvm', 'dedicated'] as const satisfies readonly Admission['servers'][number][];
type ServerKind = (typeof SERVERS)[number];

/** Host and server first: where they rule a white list out, nobody fills in a form for nothing. */
export function NewDossierScreen() {
  const { t } = useTranslation('dossiers');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  return (
    <Page title={t('new.title')} intro={t('new.intro')} parent={{ to: '/incidents/dossiers', label: t('list.title') }}>
      <Loaded query={hosts}>
        {(all) =>
          all.length > 0 ? (
            <Where hosts={all} />
          ) : (
            <EmptyState icon={Server} title={t('new.noHost')} actions={<LinkButton to="/hosts/new">{t('new.addHost')}</LinkButton>}>
              {t('new.noHostText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}

function Where({ hosts }: { hosts: readonly Host[] }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const [hostId, setHostId] = useState<HostId | null>(hosts.length === 1 ? (hosts[0]?.id ?? null) : null);
  const [server, setServer] = useState<ServerKind | null>(null);
  return (
    <>
      <Card title={t('new.where')}>
        <Select
          label={t('new.host')}
          placeholder={t('new.chooseHost')}
          value={hostId}
          onChange={(id) => setHostId(hosts.find((host) => host.id === id)?.id ?? null)}
          options={hosts.map(({ id, name }) => ({ id, label: name }))}
        />
        <RadioCards<ServerKind>
          across
          label={t('new.server')}
          value={server}
          onChange={setServer}
          options={SERVERS.map((id) => ({ id, label: capital(t(`dossier:server.${id}`)), hint: t(`new.serverHint.${id}`) }))}
        />
      </Card>
      {hostId !== null && server !== null && <Verdict key={`${hostId} ${server}`} hostId={hostId} server={server} />}
    </>
  );
}

function Verdict({ hostId, server }: { hostId: HostId; server: ServerKind }) {
  const [askIn, setAskIn] = useState<Language>();
  const query = useQuery({
    ...orpc.dossiers.admission.queryOptions({ input: { hostId, server, language: currentLanguage(), ...(askIn !== undefined && { askIn }) } }),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={query}>
      {(admission) => {
        const shown = { admission, hostId, server };
        if (admission.verdict === 'admitted') return <BeginCard {...shown} />;
        return admission.verdict === 'refused' ? <Refusal {...shown} /> : <AskFirst {...shown} onLanguage={setAskIn} />;
      }}
    </Loaded>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
