import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleCheckBig } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { onDemand } from '../../app/on-demand.tsx';
import { orpc } from '../../client/client.ts';
import { wordFailure } from '../../client/describe-error.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TONE_ICONS } from '../../ui/tone.tsx';
import { FirstSteps, useSitting } from '../welcome/index.ts';
import { CoverageCard } from './coverage-card.tsx';
import { GapsCard } from './gaps-card.tsx';
import { type Need, needsOf, type Today } from './needs.rules.ts';
import { QueueCard } from './queue-card.tsx';
import { RemindersCard } from './reminders-card.tsx';

const TodayAlerts = onDemand(async () => (await import('../alerts/index.ts')).TodayAlerts);

const TodayIncidents = onDemand(async () => (await import('../incidents/index.ts')).TodayIncidents);

/** What needs the user now, and how things stand. */
export function TodayScreen() {
  const { t } = useTranslation('today');
  const query = useQuery(orpc.system.today.queryOptions({ input: {} }));
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {(today) => (
          <>
            {today.incidents.due > 0 && (
              <Suspense>
                <TodayIncidents />
              </Suspense>
            )}
            {today.alerts.open > 0 && (
              <Suspense>
                <TodayAlerts />
              </Suspense>
            )}
            <FirstSteps />
            <Needs today={today} />
            <CoverageCard today={today} />
            <GapsCard gaps={today.gaps} />
            <RemindersCard reminders={today.reminders} hasPolicy={today.publishedVersions > 0} />
            <QueueCard today={today} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** While the first steps stand above, they say these. */
const COVERED_BY_FIRST_STEPS: ReadonlySet<Need['id']> = new Set(['noHost', 'noClients']);

function Needs({ today }: { today: Today }) {
  const { t } = useTranslation('today');
  const sitting = useSitting();
  const needs = needsOf(today).filter((need) => sitting === undefined || !COVERED_BY_FIRST_STEPS.has(need.id));
  // What the cases and alerts above ask for is to do as well: nothing is calm below them.
  if (needs.length === 0 && (sitting !== undefined || today.alerts.open > 0 || today.incidents.due > 0)) return null;
  if (needs.length === 0) {
    return (
      <Card>
        <div className="calm">
          <CircleCheckBig size={28} aria-hidden />
          <div>
            <h2>{t('calm.title')}</h2>
            <p className="soft">{today.sentSinceYesterday === 0 ? t('calm.nothing') : t('calm.text', { count: today.sentSinceYesterday })}</p>
          </div>
        </div>
      </Card>
    );
  }
  return (
    <Card flush title={t('needs')}>
      <ul>
        {needs.map((need) => (
          <NeedLine key={need.key} need={need} trouble={today.outbox.trouble} />
        ))}
      </ul>
    </Card>
  );
}

function NeedLine({ need, trouble }: { need: Need; trouble: Today['outbox']['trouble'] }) {
  const { t } = useTranslation('today');
  const Icon = TONE_ICONS[need.tone];
  return (
    <li className="need" data-tone={need.tone}>
      <Icon size={20} aria-hidden />
      <div className="need-text">
        <p className="need-title">{t(`need.${need.id}`, need.values)}</p>
        {need.id === 'trouble' && trouble !== null ? <TroubleText trouble={trouble} /> : <p className="soft small">{t(`why.${need.id}`)}</p>}
      </div>
      <LinkButton to={need.to} variant={need.tone === 'info' ? 'secondary' : 'primary'} icon={ChevronRight}>
        {t(`do.${need.id}`)}
      </LinkButton>
    </li>
  );
}

function TroubleText({ trouble }: { trouble: NonNullable<Today['outbox']['trouble']> }) {
  const { t } = useTranslation('today');
  const smtp = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.smtp;
  return (
    <p className="soft small">
      {wordFailure(trouble.code, { host: smtp?.host ?? '', port: smtp?.port ?? 0, reply: trouble.reply, reason: trouble.reply })} ({t('troubleSince')}{' '}
      <RelativeTime at={trouble.since} />)
    </p>
  );
}
