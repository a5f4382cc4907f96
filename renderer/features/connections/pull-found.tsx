import { useTranslation } from 'react-i18next';
import type { PullResult } from '../../../src/contract/connections.ts';
import { splitSentence, wordFailure } from '../../client/describe-error.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { useConnections } from './use-connections.ts';

/** What a reading brought, in words, and where to look at it. A trouble does not hide what was read before it. */
export function PullFound({ found: { packId, accounts, usage, flips, alerts, trouble } }: { found: PullResult }) {
  const { t } = useTranslation('connections');
  // Whoever reads by himself may have been quicker: what waits counts, not what this reading added.
  const toDecide = useConnections().data?.find((connection) => connection.packId === packId)?.undecided ?? 0;
  return (
    <>
      {trouble !== null && <Stopped sentence={wordFailure(trouble.code, trouble.params)} />}
      {(accounts !== null || usage !== null) && (
        <Notice
          tone={trouble === null ? 'ok' : 'info'}
          title={t(trouble === null ? 'found.title' : 'found.partly')}
          actions={
            <>
              {toDecide > 0 && (
                <LinkButton to="/hosts/differences" variant="primary">
                  {t('differences.look')}
                </LinkButton>
              )}
              <LinkButton to="/hosts/status">{t('found.toStatus')}</LinkButton>
              {usage !== null && <LinkButton to="/hosts/volume">{t('found.toVolume')}</LinkButton>}
            </>
          }
        >
          <ul>
            {accounts !== null && <li>{t('found.accounts', { count: accounts.seen })}</li>}
            {accounts !== null && accounts.added > 0 && <li>{t('found.added', { count: accounts.added })}</li>}
            {accounts !== null && accounts.changed > 0 && <li>{t('found.changed', { count: accounts.changed })}</li>}
            {accounts !== null && accounts.missing > 0 && <li>{t('found.missing', { count: accounts.missing })}</li>}
            <li>{usage === null ? t('found.noUsage') : t('found.usage', { count: usage.rows, windows: usage.windows })}</li>
            {toDecide > 0 && <li>{t('tabs.undecided', { count: toDecide })}</li>}
            {flips > 0 && <li>{t('found.flips', { count: flips })}</li>}
            {alerts > 0 && <li>{t('found.alerts', { count: alerts })}</li>}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** Why it could not be read to its end. */
function Stopped({ sentence }: { sentence: string }) {
  const { first, rest } = splitSentence(sentence);
  return (
    <Notice tone="stopped" title={first}>
      {rest}
    </Notice>
  );
}
