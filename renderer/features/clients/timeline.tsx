import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { HostedState as State } from '../../../src/contract/hosted.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { ConcernRole } from '../../../src/contract/incidents.ts';
import { toldAlert } from '../../../src/shared/alert-words.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { DateTime } from '../../ui/time.tsx';
import { eventsOf } from '../acknowledgements/index.ts';
import { useAlertSentence } from '../alerts/index.ts';
import { isWithoutAccount, saidWith } from './timeline.rules.ts';
import './clients.css';

/** As many proofs as the core gives in one answer. */
const LIMIT = 500;

/** All that happened with a client, what he answered and signed included, newest first. */
export function Timeline({ clientId, entries }: { clientId: ClientId; entries: ClientCard['timeline'] }) {
  const { t } = useTranslation('clients');
  const { t: tell } = useTranslation('replies');
  const proofs = useQuery(orpc.evidence.list.queryOptions({ input: { clientId, limit: LIMIT } })).data?.rows ?? [];
  const sentence = useSentence();
  const happened = entries.map((entry) => ({
    id: `${entry.at} ${entry.event} ${JSON.stringify(entry.params)}`,
    at: entry.at,
    text: sentence(entry),
  }));
  const all = [...happened, ...eventsOf(proofs, tell)].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Card title={t('timeline')}>
      <ol className="timeline">
        {all.map(({ id, at, text }) => (
          <li key={id}>
            <span className="soft small">
              <DateTime at={at} />
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

type Entry = ClientCard['timeline'][number];

/** What happened, and what was said with it where something was. */
function useSentence(): (entry: Entry) => string {
  const { t } = useTranslation('clients');
  const wordsOf = useWordsOf();
  const alert = useAlertSentence();
  return (entry) => {
    const what = t(`event.${entry.event}`, wordsOf(entry));
    if (entry.event === 'alert') return t('eventSaid', { what, said: toldAlert(entry.params, alert) });
    const said = isWithoutAccount(entry) ? t('eventBecause.no_account') : saidWith(entry);
    return said === '' ? what : t('eventSaid', { what, said });
  };
}

/** What fills the sentence of an event: as it was written down, an end (a day, or an instant) in words. */
function useWordsOf() {
  const { t } = useTranslation(['clients', 'incidents']);
  const { date, dateTime } = useFormat();
  const day = (until: string): string => t('eventUntil.day', { date: until.includes('T') ? dateTime(until) : date(until) });
  return ({ event, params }: Entry): Entry['params'] => {
    if (event === 'host_state') return { ...params, state: t(`hostState.${State.parse(params['state'])}`) };
    if (event === 'incident_opened') return { ...params, role: t(`incidents:role.${ConcernRole.parse(params['role'])}`) };
    const { until } = params;
    if (event !== 'suppressed' && event !== 'hold_begun') return params;
    if (typeof until === 'string' && until !== '') return { ...params, until: day(until) };
    return { ...params, until: t(event === 'suppressed' ? 'eventUntil.forGood' : 'eventUntil.open') };
  };
}
