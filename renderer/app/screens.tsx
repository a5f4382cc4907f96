import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { clientsRoutes } from '../features/clients/routes.ts';
import { evidenceRoutes } from '../features/evidence/routes.ts';
import { hostsRoutes } from '../features/hosts/routes.ts';
import { importsRoutes } from '../features/imports/routes.ts';
import { mailboxRoutes } from '../features/mailbox/routes.ts';
import { noticesRoutes } from '../features/notices/routes.ts';
import { policiesRoutes } from '../features/policies/routes.ts';
import { sendingRoutes } from '../features/sending/routes.ts';
import { settingsRoutes } from '../features/settings/routes.ts';
import { todayRoutes } from '../features/today/routes.ts';
import { welcomeRoutes } from '../features/welcome/routes.ts';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/display.tsx';
import { Page } from '../ui/page.tsx';

/** The first route that fits wins: `/clients/import` stands before `/clients/:id`. */
const SCREENS = [
  ...welcomeRoutes,
  ...todayRoutes,
  ...importsRoutes,
  ...clientsRoutes,
  ...evidenceRoutes,
  ...noticesRoutes,
  ...mailboxRoutes,
  ...sendingRoutes,
  ...policiesRoutes,
  ...hostsRoutes,
  ...settingsRoutes,
];

/** The screen of the present location. */
export function Screens() {
  return (
    <Switch>
      {SCREENS.map(({ path, screen }) => (
        <Route key={path} path={path} component={screen} />
      ))}
      <Route component={NoSuchScreen} />
    </Switch>
  );
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
