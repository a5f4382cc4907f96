import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { AlertId, VerdictId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { HostMailDrop } from '../host-mails/index.ts';
import { NewCaseForm } from './new-case-form.tsx';
import { PresentAlarms } from './present-alarms.tsx';
import { startOfAlert, startOfMail, startOfVerdict } from './start.ts';
import { FROM_NOTHING, type Start } from './use-new-case.ts';
import './incidents.css';

/** Opens a case: by hand, from an alert, from an analysis or from a mail of the host. */
export function NewCaseScreen() {
  const { t } = useTranslation('incidentsScreen');
  const params = useParams<{ alertId?: string; verdictId?: string }>();
  const alertId = AlertId.safeParse(params.alertId);
  const verdictId = VerdictId.safeParse(params.verdictId);
  return (
    <Page
      title={t('new.title')}
      intro={t(alertId.success ? 'new.fromAlert' : verdictId.success ? 'new.fromVerdict' : 'new.intro')}
      parent={{ to: '/incidents', label: t('tabs.cases') }}
    >
      <WithPacks>
        {alertId.success ? (
          <FromAlert key={alertId.data} id={alertId.data} />
        ) : verdictId.success ? (
          <FromVerdict key={verdictId.data} id={verdictId.data} />
        ) : (
          <ByHand />
        )}
      </WithPacks>
    </Page>
  );
}

/** A case belongs to a pack: without one there is nothing to open. */
function WithPacks({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation('incidentsScreen');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  return (
    <Loaded query={hosts}>
      {(all) =>
        all.some(({ packs }) => packs.length > 0) ? (
          children
        ) : (
          <Notice tone="info" actions={<LinkButton to="/hosts/new">{t('new.addHost')}</LinkButton>}>
            {t('new.noPack')}
          </Notice>
        )
      }
    </Loaded>
  );
}

function FromAlert({ id }: { id: AlertId }) {
  return <Loaded query={useQuery(orpc.alerts.get.queryOptions({ input: { id } }))}>{(alert) => <NewCaseForm start={startOfAlert(alert)} />}</Loaded>;
}

function FromVerdict({ id }: { id: VerdictId }) {
  return <Loaded query={useQuery(orpc.culprits.get.queryOptions({ input: { id } }))}>{(verdict) => <NewCaseForm start={startOfVerdict(verdict)} />}</Loaded>;
}

/** What a mail of the host says is filled in; what was typed before gives way to it. */
function ByHand() {
  const { t } = useTranslation('incidentsScreen');
  const [start, setStart] = useState<{ readonly of: number; readonly start: Start }>({ of: 0, start: FROM_NOTHING });
  return (
    <>
      <PresentAlarms />
      <Card title={t('new.mail')}>
        <p className="soft prose">{t('new.mailWhy')}</p>
        <HostMailDrop onProposal={(mail) => setStart(({ of }) => ({ of: of + 1, start: startOfMail(mail) }))} />
      </Card>
      <NewCaseForm key={start.of} start={start.start} />
    </>
  );
}
