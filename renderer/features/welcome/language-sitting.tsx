import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { currentLanguage, showLanguage } from '../../i18n/i18n.ts';
import iconUrl from '../../icon.svg';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** First start: the choice of the language, each in its own words. Everything can be changed later in the settings. */
export function LanguageSitting() {
  const { t } = useTranslation('welcome');
  const [, navigate] = useLocation();
  const choose = useMutation(
    orpc.settings.update.mutationOptions({
      onSuccess: async (settings) => {
        if (settings.language !== null) await showLanguage(settings.language);
        navigate('/welcome');
        queryClient.setQueryData(orpc.settings.get.queryKey({ input: {} }), settings);
      },
    }),
  );
  const title = t('language.title');
  useEffect(() => {
    document.title = `${title} – Sendward`;
  }, [title]);
  return (
    <main className="language-sitting">
      <img src={iconUrl} alt="" width={56} height={56} />
      <h1>Sendward</h1>
      <p className="language-promise">{t('promise')}</p>
      <LanguageButtons isPending={choose.isPending} onChoose={(language) => choose.mutate({ language })} />
      <LanguageHints />
      {choose.error !== null && <ErrorNotice error={choose.error} />}
    </main>
  );
}

function LanguageButtons({ isPending, onChoose }: { isPending: boolean; onChoose(language: Language): void }) {
  const { t } = useTranslation('common');
  return (
    <ul className="language-list">
      {LANGUAGES.map((language) => (
        <li key={language} lang={language}>
          <Button
            variant={language === currentLanguage() ? 'primary' : 'secondary'}
            size="large"
            isPending={isPending}
            onPress={() => onChoose(language)}
            autoFocus={language === currentLanguage()}
          >
            {t(`ownLanguage.${language}`)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function LanguageHints() {
  const { i18n } = useTranslation();
  return (
    <ul className="language-hints soft small">
      {LANGUAGES.map((lng) => (
        <li key={lng} lang={lng}>
          {i18n.t('welcome:language.hint', { lng })}
        </li>
      ))}
    </ul>
  );
}
