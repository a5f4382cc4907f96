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

/** What an alert is about, as its heading: near the limit of a host is not at it, nor above. */
export function kindOf({ kind, facts }: Pick<Alert, 'kind' | 'facts'>): Alert['kind'] | 'limit_reached' | 'limit_exceeded' {
  const { sent, host } = facts;
  if (kind !== 'near_limit' || typeof sent !== 'number' || typeof host !== 'number' || sent < host) return kind;
  return sent > host ? 'limit_exceeded' : 'limit_reached';
}

/** Whom an alert is about: the account, else the pack. */
export function subjectOf({ domain, login, packName }: Pick<Alert, 'domain' | 'login' | 'packName'>): string {
  return domain || login || packName;
}

/** Where the figures behind an alert are. */
export function figuresOf({ hostedId, hostId, packId }: Pick<Alert, 'hostedId' | 'hostId' | 'packId'>): string {
  return hostedId === null ? `/hosts/${hostId}/packs/${packId}/volume` : `/hosts/volume/${hostedId}`;
}

/** Alerts behind which somebody sent what he should not have: the first question is who. */
export const CAUSE_SOUGHT: ReadonlySet<Alert['kind']> = new Set(['pack_suspended', 'several_bad']);

/** Where the cause of an alert is looked for, with its pack and moment filled in. */
export function causeOf({ id }: Pick<Alert, 'id'>): string {
  return `/incidents/alerts/${id}`;
}

/** Alerts that may be the beginning of a case. */
export const CASE_OPENED: ReadonlySet<Alert['kind']> = new Set(['pack_suspended', 'several_bad', 'state', 'listed', 'warned']);

/** Where a case is opened from an alert, with what it knows filled in. */
export function caseOf({ id }: Pick<Alert, 'id'>): string {
  return `/incidents/new/alerts/${id}`;
}
