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
  // Where it stopped before anything was read, nothing is known: that is not "none".
  const hasAccounts = accounts !== null && (trouble === null || accounts.seen > 0);
  const figures = figuresOf({ usage, trouble });
  return (
    <>
      {trouble !== null && <Stopped sentence={wordFailure(trouble.code, trouble.params)} />}
      {(hasAccounts || figures === 'read') && (
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
              {figures === 'read' && <LinkButton to="/hosts/volume">{t('found.toVolume')}</LinkButton>}
            </>
          }
        >
          <FoundLines
            found={{ accounts: hasAccounts ? accounts : null, usage: figures === 'read' ? usage : null, flips, alerts }}
            unread={figures !== 'none'}
            toDecide={toDecide}
          />
        </Notice>
      )}
    </>
  );
}

type Found = Pick<PullResult, 'accounts' | 'usage' | 'flips' | 'alerts'>;

/** One line for each thing that was found. `unread`: figures that are missing were asked for in vain. */
function FoundLines({ found: { accounts, usage, flips, alerts }, unread, toDecide }: { found: Found; unread: boolean; toDecide: number }) {
  const { t } = useTranslation('connections');
  return (
    <ul>
      {accounts !== null && (
        <>
          <li>{t('found.accounts', { count: accounts.seen })}</li>
          {accounts.added > 0 && <li>{t('found.added', { count: accounts.added })}</li>}
          {accounts.changed > 0 && <li>{t('found.changed', { count: accounts.changed })}</li>}
          {accounts.missing > 0 && <li>{t('found.missing', { count: accounts.missing })}</li>}
        </>
      )}
      <li>{usage === null ? t(`found.${unread ? 'noFigures' : 'noUsage'}`) : t('found.usage', { count: usage.rows, windows: usage.windows })}</li>
      {toDecide > 0 && <li>{t('tabs.undecided', { count: toDecide })}</li>}
      {flips > 0 && <li>{t('found.flips', { count: flips })}</li>}
      {alerts > 0 && <li>{t('found.alerts', { count: alerts })}</li>}
    </ul>
  );
}

/** `none`: not asked for; `unread`: asked for in vain. */
function figuresOf({ usage, trouble }: Pick<PullResult, 'usage' | 'trouble'>): 'read' | 'unread' | 'none' {
  if (usage !== null) return trouble !== null && usage.windows === 0 && usage.rows === 0 ? 'unread' : 'read';
  return trouble === null ? 'none' : 'unread';
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
