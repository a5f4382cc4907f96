import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { LANGUAGES, localeOf } from '../../src/shared/language.ts';
import { orpc, queryClient } from '../client/client.ts';
import { useConnection } from '../client/connection.ts';
import { loadTexts, showLanguage } from '../i18n/i18n.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';
import { CannotStart, SignedOut } from './standstill.tsx';

/** Speaks every language at once, so it waits for all their texts. */
const LanguageSitting = lazy(async () => {
  const [{ LanguageSitting: screen }] = await Promise.all([import('../features/welcome/language-sitting.tsx'), ...LANGUAGES.map(loadTexts)]);
  return { default: screen };
});

/** The whole page: providers, then the first sitting, the frame, or why there is neither. */
export function App() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={localeOf(i18n.language)}>
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashLocation}>
          <ErrorBoundary>
            <Start />
          </ErrorBoundary>
        </Router>
      </QueryClientProvider>
    </I18nProvider>
  );
}

function Start() {
  const connection = useConnection((state) => state.state);
  const settings = useQuery(orpc.settings.get.queryOptions({ input: {} }));
  const language = settings.data?.language ?? undefined;
  const theme = settings.data?.theme;
  useEffect(() => {
    if (language !== undefined) void showLanguage(language);
  }, [language]);
  useEffect(() => {
    if (theme !== undefined) document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  if (connection === 'refused') return <SignedOut />;
  if (settings.data === undefined) return settings.error === null ? null : <CannotStart error={settings.error} onRetry={() => void settings.refetch()} />;
  return language === undefined ? <FirstStart /> : <Frame />;
}

function FirstStart() {
  return (
    <Suspense>
      <LanguageSitting />
    </Suspense>
  );
}
