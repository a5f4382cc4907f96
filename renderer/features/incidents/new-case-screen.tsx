import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Alert } from '../../../src/contract/alerts.ts';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import { AlertId, VerdictId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { AccountChoice, HostMailDrop, listedDomainOf, type MailInHand, type OwnCase } from '../host-mails/index.ts';
import { AlertFacts } from './alert-facts.tsx';
import { NewCaseForm } from './new-case-form.tsx';
import { usePeople } from './person-search.tsx';
import { PresentAlarms } from './present-alarms.tsx';
import { startOfAlert, startOfMail, startOfVerdict } from './start.ts';
import { FROM_NOTHING } from './use-new-case.ts';
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
  const { t } = useTranslation('incidentsScreen');
  return (
    <Loaded query={useQuery(orpc.alerts.get.queryOptions({ input: { id } }))}>
      {(alert) => (
        <>
          <Card title={t('alert.title')}>
            <AlertFacts alert={alert} />
          </Card>
          <AlertForm alert={alert} />
        </>
      )}
    </Loaded>
  );
}

/** The form of an alert. A listed domain is somebody's: where one account or client alone has it, he is named. */
function AlertForm({ alert }: { alert: Alert }) {
  const { people, isDone } = usePeople(listedDomainOf(alert), alert.packId, true);
  // What it begins with is known only once he was looked for.
  return <NewCaseForm key={String(isDone)} start={startOfAlert(alert, people.length === 1 ? people : [])} />;
}

function FromVerdict({ id }: { id: VerdictId }) {
  return <Loaded query={useQuery(orpc.culprits.get.queryOptions({ input: { id } }))}>{(verdict) => <NewCaseForm start={startOfVerdict(verdict)} />}</Loaded>;
}

/** What a mail of the host says is filled in, until it is put away; what was typed before gives way to it. Of a mail that stopped several accounts, for one after the other. */
function ByHand() {
  const { t } = useTranslation('incidentsScreen');
  const [put, setPut] = useState<PutIn | null>(null);
  // Each proposal begins a form of its own.
  const [turn, setTurn] = useState(0);
  const show = (next: PutIn) => {
    setPut(next);
    setTurn((now) => now + 1);
  };
  return (
    <>
      <PresentAlarms />
      <Card title={t('new.mail')}>
        <p className="soft prose">{t('new.mailWhy')}</p>
        <HostMailDrop onProposal={(mail, source) => show(putInOf(mail, source))} onAway={() => setPut(null)} />
      </Card>
      {put === null ? <NewCaseForm start={FROM_NOTHING} /> : <FromMail put={put} turn={turn} onNext={show} />}
    </>
  );
}

/** A mail that was put in, and of several accounts those that have no case yet. */
interface PutIn {
  readonly mail: HostMail;
  readonly source: MailInHand;
  readonly left: readonly OwnCase[];
  /** The one of them that the form is about; undefined = the mail is about one case. */
  readonly own: OwnCase | undefined;
  /** The case that was opened from it last. */
  readonly opened: Incident | null;
}

function putInOf(mail: HostMail, source: MailInHand): PutIn {
  const left = mail.concerned.filter(({ subject }) => subject !== null);
  return { mail, source, left, own: left[0], opened: null };
}

interface FromMailProps {
  put: PutIn;
  /** Counts proposals: each begins a form of its own, and the choice stays where it is. */
  turn: number;
  onNext(put: PutIn): void;
}

function FromMail({ put, turn, onNext }: FromMailProps) {
  const { mail, source, left, own, opened } = put;
  if (own === undefined) return <NewCaseForm key={turn} start={startOfMail(mail, source)} />;
  const rest = left.filter((one) => one !== own);
  return (
    <>
      {opened !== null && <Next key={opened.id} opened={opened} name={own.name} />}
      {left.length > 1 && <AccountChoice accounts={left} chosen={own} onChoose={(chosen) => onNext({ ...put, own: chosen })} />}
      <NewCaseForm
        key={turn}
        start={startOfMail(mail, source, own)}
        onOpened={rest.length === 0 ? undefined : (incident) => onNext({ ...put, left: rest, own: rest[0], opened: incident })}
      />
    </>
  );
}

/** That a case was opened, and whose is next: whoever pressed the button at the foot of the form is led back up. */
function Next({ opened: { id, reference }, name }: { opened: Incident; name: string }) {
  const { t } = useTranslation('hostMails');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice
        tone="ok"
        title={t('nextAccount', { reference, name })}
        actions={<LinkButton to={`/incidents/cases/${id}`}>{t('kept.toCase', { reference })}</LinkButton>}
      >
        {t('nextAccountWhy')}
      </Notice>
    </div>
  );
}
