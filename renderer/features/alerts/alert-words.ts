import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { alertSentence, alertTimes } from '../../../src/shared/alert-words.ts';
import { languageOf } from '../../../src/shared/language.ts';

/** What an alert says, in the words that notifications and the command line use too, on the clock of this machine. */
export function useAlertSentence(): (alert: Pick<Alert, 'kind' | 'facts'>) => string {
  const { t, i18n } = useTranslation('alerts');
  return useMemo(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (alert) => alertSentence(alert, alertTimes(languageOf(i18n.language, 'en'), zone, Date.now()), (key, values) => t(`why.${key}`, values));
  }, [t, i18n.language]);
}

/** Whom an alert is about: the account, else the pack. */
export function subjectOf({ domain, login, packName }: Pick<Alert, 'domain' | 'login' | 'packName'>): string {
  return domain || login || packName;
}

/** Where the figures behind an alert are. */
export function figuresOf({ hostedId, hostId, packId }: Pick<Alert, 'hostedId' | 'hostId' | 'packId'>): string {
  return hostedId === null ? `/hosts/${hostId}/packs/${packId}/volume` : `/hosts/volume/${hostedId}`;
}
