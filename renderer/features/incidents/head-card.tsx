import { ArrowRight, CircleCheckBig } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentSubject, StepId } from '../../../src/contract/incidents.ts';
import { isMomentUnknown } from '../../../src/shared/unknown-moment.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues, StateTag } from '../../ui/display.tsx';
import { HostTime } from '../../ui/host-time.tsx';
import { DateTime } from '../../ui/time.tsx';
import { useDatedByMail, useHostWants } from '../host-mails/index.ts';
import { useSpent } from './case-words.ts';
import { KindWord, Lateness } from './cases-table.tsx';
import { PutRight } from './subject-dialog.tsx';
import { stepOf } from './use-case.ts';

/** Where a case stands: what is next, by whom and by when, and the facts. */
export function HeadCard({ incident, onGo }: { incident: Incident; onGo(step: StepId): void }) {
  return (
    <Card>
      <Next incident={incident} onGo={onGo} />
      <Facts incident={incident} />
      <PutRight incident={incident} />
    </Card>
  );
}

function Next({ incident: { next, stale, closedAt }, onGo }: { incident: Incident; onGo(step: StepId): void }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { date, dayOf } = useFormat();
  const step = stepOf(next);
  if (closedAt !== null || next === null || step === null) {
    return (
      <div className="case-next" data-tone="ok">
        <CircleCheckBig size={24} aria-hidden />
        <div>
          <h2>{closedAt === null ? t('head.nothingNext') : t('head.closedOn', { date: dayOf(closedAt) })}</h2>
          <p className="soft prose">{closedAt === null ? t('head.nothingNextWhy') : t('close.closedNote')}</p>
          <Lateness next={next} stale={stale} />
        </div>
      </div>
    );
  }
  return (
    <div className="case-next" data-tone={next.overdueDays > 0 ? 'attention' : 'info'}>
      <ArrowRight size={24} aria-hidden />
      <div className="stack" data-gap="s">
        <h2>{t('head.next', { step: t(`incidents:step.${next.step}`) })}</h2>
        <p>{t('head.nextWho', { actor: t(`incidents:actor.${next.actor}`), date: date(next.on) })}</p>
        <Lateness next={next} stale={stale} />
        {stale && <p className="soft small">{t('head.staleWhy')}</p>}
      </div>
      <Button variant="primary" onPress={() => onGo(step)}>
        {t('head.goNext')}
      </Button>
    </div>
  );
}

/** What is listed where, under which number, and who is heard by the list. */
function useListed(subject: IncidentSubject): ComponentProps<typeof KeyValues>['items'] {
  const { t } = useTranslation('incidentsScreen');
  if (subject.kind !== 'listing') return [];
  const { listed, list, reference, holder } = subject;
  const link = /^https?:\/\//i.test(reference);
  return [
    { key: 'listed', label: t('field.listed'), value: listed },
    { key: 'list', label: t('field.list'), value: list },
    ...(reference === '' ? [] : [{ key: 'reference', label: t('field.reference'), value: link ? <a href={reference}>{reference}</a> : reference }]),
    { key: 'holder', label: t('field.holder'), value: t(`field.holder_${holder}`) },
  ];
}

/** What the moment of a case is: where nobody knows when it happened, that of the mail. */
function SinceLabel({ incident }: { incident: Incident }) {
  const { t } = useTranslation(['incidentsScreen', 'hostMails']);
  return t(useDatedByMail(incident) ? 'hostMails:kept.title' : 'head.since');
}

/** Nobody may have said it: the moment a case was opened is only by when it had happened. */
function When({ incident }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const { dateTime } = useFormat();
  const { occurredAt, openedAt, hostZone } = incident;
  if (!isMomentUnknown(incident)) return <HostTime at={occurredAt} zone={hostZone} />;
  return (
    <>
      {t('head.unknownMoment')} <span className="soft small">{t('head.unknownMomentWhy', { at: dateTime(openedAt) })}</span>
    </>
  );
}

function Place({ incident: { hostId, hostName, packId, packName } }: { incident: Incident }) {
  return (
    <>
      <a href={`#/hosts/${hostId}/packs/${packId}`}>{packName}</a> (<a href={`#/hosts/${hostId}`}>{hostName}</a>)
    </>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const { t } = useTranslation(['incidentsScreen', 'hostMails']);
  const { date, list } = useFormat();
  const spent = useSpent();
  const { subject, openedAt, closedAt } = incident;
  const { tickets, days } = useHostWants(incident);
  const reason = 'reason' in subject ? subject.reason : '';
  const listed = useListed(subject);
  return (
    <KeyValues
      items={[
        {
          key: 'state',
          label: t('head.state'),
          value: (
            <span className="row">
              <KindWord kind={incident.kind} />
              <StateTag tone={closedAt === null ? 'info' : 'ok'}>{t(closedAt === null ? 'head.open' : 'head.closed')}</StateTag>
            </span>
          ),
        },
        ...listed,
        { key: 'since', label: <SinceLabel incident={incident} />, value: <When incident={incident} /> },
        { key: 'opened', label: t('head.opened'), value: <DateTime at={openedAt} /> },
        { key: 'place', label: t('head.place'), value: <Place incident={incident} /> },
        ...(tickets.length === 0 ? [] : [{ key: 'ticket', label: t('hostMails:ticket'), value: list(tickets) }]),
        ...(days.length === 0 ? [] : [{ key: 'answerBy', label: t('hostMails:answerBy'), value: list(days.map(date)) }]),
        { key: 'spent', label: t('head.spent'), value: spent(incident) || <span className="soft">{t('head.spentNone')}</span> },
        ...(reason === '' ? [] : [{ key: 'reason', label: t('head.reason'), value: reason }]),
      ]}
    />
  );
}
