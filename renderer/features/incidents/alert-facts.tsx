import { useTranslation } from 'react-i18next';
import type { Alert, AlertKind } from '../../../src/contract/alerts.ts';
import { DateTime } from '../../ui/time.tsx';
import { useAlertSentence } from '../alerts/index.ts';

/** Who saw what an alert says: the panel, the host in his own words, the watch over lists, or this program, which got no answer. */
const SOURCES = {
  near_limit: 'panel',
  spike: 'panel',
  failures: 'panel',
  state: 'panel',
  pack_suspended: 'panel',
  several_bad: 'panel',
  limit_changed: 'panel',
  connection_lost: 'program',
  warned: 'host',
  listed: 'lists',
} as const satisfies Record<AlertKind, string>;

/** What an alert says with its figures, about which account, and where and when that was seen. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const { t } = useTranslation('incidentsScreen');
  const sentence = useAlertSentence();
  const { kind, domain, login, packName, openedAt, changedAt } = alert;
  return (
    <>
      <p>
        <strong>{domain || login || packName}</strong> {domain !== '' && login !== '' && <span className="soft">({login})</span>} {sentence(alert)}
      </p>
      <p className="soft small">
        {t(`alert.from.${SOURCES[kind]}`)}, <DateTime at={openedAt} />
        {changedAt !== openedAt && (
          <>
            {' · '}
            {t('alert.changed')} <DateTime at={changedAt} />
          </>
        )}
      </p>
    </>
  );
}
