import { Compass } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { acknowledgementsRoutes } from '../features/acknowledgements/routes.ts';
import { alertsRoutes } from '../features/alerts/routes.ts';
import { blocklistsRoutes } from '../features/blocklists/routes.ts';
import { bouncesRoutes } from '../features/bounces/routes.ts';
import { checksRoutes } from '../features/checks/routes.ts';
import { clientsRoutes } from '../features/clients/routes.ts';
import { connectionsRoutes } from '../features/connections/routes.ts';
import { culpritsRoutes } from '../features/culprits/routes.ts';
import { dossiersRoutes } from '../features/dossiers/routes.ts';
import { evidenceRoutes } from '../features/evidence/routes.ts';
import { hostsRoutes } from '../features/hosts/routes.ts';
import { importsRoutes } from '../features/imports/routes.ts';
import { incidentsRoutes } from '../features/incidents/routes.ts';
import { ledgerRoutes } from '../features/ledger/routes.ts';
import { logsRoutes } from '../features/logs/routes.ts';
import { mailboxRoutes } from '../features/mailbox/routes.ts';
import { noticesRoutes } from '../features/notices/routes.ts';
import { policiesRoutes } from '../features/policies/routes.ts';
import { remindersRoutes } from '../features/reminders/routes.ts';
import { sendingRoutes } from '../features/sending/routes.ts';
import { settingsRoutes } from '../features/settings/routes.ts';
import { statusesRoutes } from '../features/statuses/routes.ts';
import { todayRoutes } from '../features/today/routes.ts';
import { usageRoutes } from '../features/usage/routes.ts';
import { welcomeRoutes } from '../features/welcome/routes.ts';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/display.tsx';
import { Page } from '../ui/page.tsx';
import type { ScreenRoute } from './route.ts';

/** The first route that fits wins: `/clients/import` stands before `/clients/:id`. */
const SCREENS: readonly ScreenRoute[] = [
  ...welcomeRoutes,
  ...todayRoutes,
  ...importsRoutes,
  ...clientsRoutes,
  ...acknowledgementsRoutes,
  ...evidenceRoutes,
  ...ledgerRoutes,
  ...noticesRoutes,
  ...checksRoutes,
  ...remindersRoutes,
  ...mailboxRoutes,
  ...bouncesRoutes,
  ...sendingRoutes,
  ...incidentsRoutes,
  ...dossiersRoutes,
  ...logsRoutes,
  ...culpritsRoutes,
  ...policiesRoutes,
  ...blocklistsRoutes,
  ...connectionsRoutes,
  ...statusesRoutes,
  ...alertsRoutes,
  ...usageRoutes,
  ...hostsRoutes,
  ...settingsRoutes,
];

/** The screen of the present location; the code of the others is fetched while nothing else is to do. */
export function Screens() {
  useEffect(prepareWhenIdle, []);
  return (
    <Suspense fallback={<Fetching />}>
      <Switch>
        {SCREENS.map(({ path, screen }) => (
          <Route key={path} path={path} component={screen} />
        ))}
        <Route component={NoSuchScreen} />
      </Switch>
    </Suspense>
  );
}

/** Stands where a screen will be; seen only when it takes long. */
function Fetching() {
  const { t } = useTranslation('common');
  return (
    <p className="screen-awaited soft" aria-busy>
      {t('loading')}
    </p>
  );
}

/** One screen at each idle moment, so that typing and scrolling never wait. Returns how to stop. */
function prepareWhenIdle(): () => void {
  const waiting = SCREENS.flatMap(({ screen }) => ('prepare' in screen ? [screen] : []));
  let request = 0;
  const next = () => {
    request = window.requestIdleCallback(() => void waiting.shift()?.prepare().then(next));
  };
  next();
  return () => {
    waiting.length = 0;
    window.cancelIdleCallback(request);
  };
}

function NoSuchScreen() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('nothingHere.title')}>
      <EmptyState icon={Compass} title={t('nothingHere.heading')} actions={<LinkButton to="/">{t('nothingHere.back')}</LinkButton>}>
        {t('nothingHere.text')}
      </EmptyState>
    </Page>
  );
}
