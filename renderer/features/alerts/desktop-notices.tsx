import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from 'wouter/use-hash-location';
import type { Alert } from '../../../src/contract/alerts.ts';
import { orpc } from '../../client/client.ts';
import { subjectOf, useAlertSentence } from './alert-words.ts';
import { newsOf } from './news.rules.ts';

/** In a browser: tells of alerts that were opened or got heavier since the page is open, if it may. The desktop shell does this by itself. */
export function DesktopNotices() {
  const { t } = useTranslation('alerts');
  const sentence = useAlertSentence();
  const newest = useQuery(orpc.alerts.summary.queryOptions({ input: {} })).data?.newest;
  const from = useQuery(orpc.alerts.settings.queryOptions({ input: {} })).data?.notifyFrom ?? null;
  const known = useRef<ReadonlyMap<Alert['id'], Alert['level']>>(undefined);
  useEffect(() => {
    if (newest === undefined) return;
    const news = newsOf(newest, known.current, from);
    known.current = new Map([...(known.current ?? []), ...newest.map(({ id, level }) => [id, level] as const)]);
    if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
    for (const alert of news) {
      const notice = new Notification(`${t(`level.${alert.level}`)}: ${subjectOf(alert)}`, { body: sentence(alert), tag: alert.id });
      notice.addEventListener('click', () => {
        window.focus();
        navigate(`/hosts/alerts/${alert.id}`);
      });
    }
  }, [newest, from, sentence, t]);
  return null;
}
