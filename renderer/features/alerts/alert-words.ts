import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';

/** What an alert says, in one sentence. */
export function useAlertSentence(): (alert: Pick<Alert, 'kind' | 'facts'>) => string {
  const { t } = useTranslation('alerts');
  return ({ kind }) => t(`kind.${kind}`);
}

/** Whom an alert is about: the account, else the pack. */
export function subjectOf({ domain, login, packName }: Pick<Alert, 'domain' | 'login' | 'packName'>): string {
  return domain || login || packName;
}

/** Where the figures behind an alert are. */
export function figuresOf({ hostedId, hostId, packId }: Pick<Alert, 'hostedId' | 'hostId' | 'packId'>): string {
  return hostedId === null ? `/hosts/${hostId}/packs/${packId}/volume` : `/hosts/volume/${hostedId}`;
}
