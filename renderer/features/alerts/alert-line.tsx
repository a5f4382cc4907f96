import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { useFormat } from '../../i18n/format.ts';
import { RelativeTime } from '../../ui/time.tsx';
import { AlertActions } from './alert-actions.tsx';
import { kindOf, subjectOf, useAlertSentence } from './alert-words.ts';
import { LevelTag } from './level-tag.tsx';

/** One alert of a list: how heavy, whom it is about, what it says, since when, and what can be done. */
export function AlertLine({ alert, isAtFigures = false }: { alert: Alert; isAtFigures?: boolean }) {
  const { t } = useTranslation('alerts');
  const sentence = useAlertSentence();
  const { dateTime } = useFormat();
  return (
    <li className="alert" data-level={alert.level} data-unseen={alert.seen === null && alert.closedAt === null}>
      <div className="alert-head">
        <LevelTag level={alert.level} />
        <h3>
          <a href={`#/hosts/alerts/${alert.id}`}>{subjectOf(alert)}</a>
        </h3>
        <span className="soft small">{t(`kind.${kindOf(alert)}`)}</span>
      </div>
      <p className="alert-sentence">{sentence(alert)}</p>
      <p className="soft small">
        <AlertWho alert={alert} /> · {t('since')} <RelativeTime at={alert.openedAt} />
        {alert.snoozedUntil !== null && alert.closedAt === null && ` · ${t('snoozedUntil', { when: dateTime(alert.snoozedUntil) })}`}
        {alert.closedAt !== null && ` · ${t('closedAt', { when: dateTime(alert.closedAt) })}`}
        {alert.seen !== null && ` · ${t('seenBy', { author: alert.seen.author, when: dateTime(alert.seen.at) })}`}
      </p>
      <AlertActions alert={alert} isAtFigures={isAtFigures} />
    </li>
  );
}

/** Client, account and pack of an alert, as far as they are not its title. */
function AlertWho({ alert: { login, domain, clientId, clientName, packName, hostName } }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const isPack = login === '' && domain === '';
  return (
    <>
      {!isPack && (clientId === null ? t('noClient') : <a href={`#/clients/${clientId}`}>{clientName}</a>)}
      {!isPack && domain !== '' && login !== '' && ` · ${login}`}
      {!isPack && ` · ${packName}`}
      {isPack ? hostName : ` · ${hostName}`}
    </>
  );
}
