import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, MailCheck, PanelLeftClose, PanelLeftOpen, PencilLine, Search, WifiOff } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { orpc } from '../client/client.ts';
import { useConnection } from '../client/connection.ts';
import { useChanges } from '../client/use-changes.ts';
import { SittingBar } from '../features/welcome/index.ts';
import { useFormat } from '../i18n/format.ts';
import iconUrl from '../icon.svg';
import { Announcements } from '../ui/announce.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { StateTag } from '../ui/display.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { AlertWatch, useUnseenAlerts } from './alert-watch.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useFrame } from './frame-view.ts';
import { onDemand } from './on-demand.tsx';
import { PLACES, placeOf } from './places.ts';
import { screenOf } from './route.ts';
import { Screens } from './screens.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const CommandPalette = onDemand(async () => (await import('./command-palette.tsx')).CommandPalette);

/** Rail, top strip and the present screen. */
export function Frame() {
  const { t } = useTranslation('shell');
  const screen = screenOf(useLocation()[0]);
  const collapsed = useFrame((state) => state.railCollapsed);
  const main = useRef<HTMLElement>(null);
  useChanges();
  useShortcuts();
  useEffect(() => {
    if (screen !== '') main.current?.scrollTo(0, 0);
  }, [screen]);
  return (
    <div className="frame" data-rail={collapsed ? 'narrow' : 'wide'}>
      <button type="button" className="skip" onClick={() => main.current?.querySelector('h1')?.focus()}>
        {t('skipToContent')}
      </button>
      <Rail />
      <TopStrip />
      <main ref={main} className="frame-main">
        <ErrorBoundary key={screen}>
          <SittingBar />
          <Screens />
        </ErrorBoundary>
      </main>
      <Palette />
      <AlertWatch />
      <Toasts />
      <Announcements />
    </div>
  );
}

/** Fetched once the frame stands, so that the first key finds it. */
function Palette() {
  useEffect(() => void CommandPalette.prepare(), []);
  return useFrame((state) => state.paletteAsked) ? (
    <Suspense>
      <CommandPalette />
    </Suspense>
  ) : null;
}

function Rail() {
  const { t } = useTranslation('shell');
  const [location] = useLocation();
  const { railCollapsed, toggleRail } = useFrame();
  const here = placeOf(location);
  return (
    <nav className="rail" aria-label={t('places')}>
      <p className="rail-brand" aria-hidden>
        <img src={iconUrl} alt="" width={24} height={24} />
        <span>Sendward</span>
      </p>
      <ul>
        {PLACES.map(({ id, to, icon: Icon }, index) => (
          <li key={id}>
            <a
              href={`#${to}`}
              className="rail-place"
              aria-current={here?.id === id ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              title={`${t(`place.${id}`)} (Alt+${index + 1})`}
            >
              <Icon size={18} aria-hidden />
              <span>{t(`place.${id}`)}</span>
              {id === 'hosts' && <UnseenAlerts />}
            </a>
          </li>
        ))}
      </ul>
      <div className="rail-toggle">
        <IconButton icon={railCollapsed ? PanelLeftOpen : PanelLeftClose} label={t(railCollapsed ? 'railWide' : 'railNarrow')} onPress={toggleRail} />
      </div>
    </nav>
  );
}

/** How many alerts nobody has seen yet, beside the place they are in. */
function UnseenAlerts() {
  const { t } = useTranslation('shell');
  const { number } = useFormat();
  const count = useUnseenAlerts();
  if (count === 0) return null;
  return (
    <>
      <b className="rail-badge" aria-hidden>
        {count > 99 ? '99+' : number(count)}
      </b>
      <span className="visually-hidden">{t('unseenAlerts', { count })}</span>
    </>
  );
}

function TopStrip() {
  const { t } = useTranslation('shell');
  const openPalette = useFrame((state) => state.openPalette);
  const lost = useConnection((state) => state.state === 'lost');
  return (
    <header className="strip">
      <div className="row strip-history">
        <IconButton icon={ArrowLeft} label={t('back')} onPress={() => window.history.back()} />
        <IconButton icon={ArrowRight} label={t('forward')} onPress={() => window.history.forward()} />
      </div>
      <Button icon={Search} onPress={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <span className="strip-search">{t('search')}</span>
        <kbd aria-hidden>{/Mac/.test(navigator.platform) ? '⌘ K' : 'Ctrl K'}</kbd>
      </Button>
      <div className="row strip-state">
        {lost && (
          <StateTag tone="attention" icon={WifiOff}>
            {t('coreLost')}
          </StateTag>
        )}
        <TransportTag />
      </div>
    </header>
  );
}

/** Always in sight: does anything really leave this machine? */
function TransportTag() {
  const { t } = useTranslation('shell');
  const transport = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.transport;
  if (transport === undefined) return null;
  const icon = { practice: PencilLine, smtp: MailCheck, draft: PencilLine }[transport];
  return (
    <a href="#/settings" className="strip-transport" title={t(`transportHint.${transport}`)}>
      <StateTag tone={transport === 'smtp' ? 'ok' : 'info'} icon={icon}>
        {t(`transport.${transport}`)}
      </StateTag>
    </a>
  );
}
