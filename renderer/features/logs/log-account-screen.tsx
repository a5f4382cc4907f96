import { useQuery } from '@tanstack/react-query';
import { Server, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { LogId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { LOG_IDENTITIES, LOG_MEASURES } from '../../../src/shared/logs.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ZoneContext } from '../../i18n/zone.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DateTime } from '../../ui/time.tsx';
import { HoursCard } from './hours-card.tsx';
import type { LogAccount } from './log-account.ts';
import { LogLines } from './log-lines.tsx';
import { RefusalsCard } from './refusals-card.tsx';
import { TraceList } from './trace-list.tsx';
import { useLogName } from './use-log-name.ts';
import './logs.css';

/** One account of a log: hour by hour, why its mail failed, and what it sends with. */
export function LogAccountScreen() {
  const { t } = useTranslation('logs');
  const params = useParams<{ id: string; name: string }>();
  const id = LogId.safeParse(params.id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <AccountOf id={id.data} account={decoded(params.name)} />;
}

/** The router may have decoded the address already: then a name with a percent sign is taken as it stands. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function AccountOf({ id, account }: { id: LogId; account: string }) {
  const { t } = useTranslation('logs');
  const log = useQuery(orpc.logs.get.queryOptions({ input: { id } }));
  const query = useQuery(orpc.logs.account.queryOptions({ input: { id, account } }));
  const nameOf = useLogName();
  const row = query.data?.row;
  return (
    <Page
      title={row?.domain || account}
      parent={{ to: `/incidents/logs/${id}`, label: log.data === undefined ? t('one') : nameOf(log.data) }}
      intro={row !== undefined && <Intro found={row} />}
      actions={row !== undefined && <Links found={row} />}
    >
      <Loaded query={log}>
        {(of) => (
          <ZoneContext value={of.zone}>
            <Loaded query={query}>{(found) => <Content log={of} found={found} />}</Loaded>
          </ZoneContext>
        )}
      </Loaded>
    </Page>
  );
}

function Intro({ found: { account, domain, clientName, hostedId } }: { found: LogAccount['row'] }) {
  const { t } = useTranslation('logs');
  const client = clientName || t(hostedId === null ? 'notKnownHere' : 'noClient');
  // Without a domain the title is the account already.
  return domain === '' || domain === account ? client : `${account} · ${client}`;
}

function Links({ found: { clientId, clientName, hostedId } }: { found: LogAccount['row'] }) {
  const { t } = useTranslation('logs');
  return (
    <>
      {hostedId !== null && (
        <LinkButton to={`/hosts/volume/${hostedId}`} icon={Server}>
          {t('account.atHost')}
        </LinkButton>
      )}
      {clientId !== null && (
        <LinkButton to={`/clients/${clientId}`} icon={User}>
          {clientName}
        </LinkButton>
      )}
    </>
  );
}

function Content({ log, found }: { log: LogSummary; found: LogAccount }) {
  const { t } = useTranslation('logs');
  return (
    <>
      <HoursCard log={log} found={found} />
      <RefusalsCard refusals={found.refusals} />
      <Card title={t('account.traces')}>
        {found.traces.length === 0 ? <p className="soft">{t('account.noTraces')}</p> : <TraceList traces={found.traces} withLines />}
      </Card>
      {found.limits.length > 0 && <Limits limits={found.limits} />}
      <Totals found={found} />
    </>
  );
}

function Limits({ limits }: Pick<LogAccount, 'limits'>) {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  return (
    <Card title={t('limits.title')}>
      <ul className="stack">
        {limits.map(({ kind, allowed, counted, times, lastAt, first }) => (
          <li key={`${kind} ${first.file} ${first.line}`} className="stack" data-gap="s">
            <p>
              {t(`limits.kind.${kind}`)}
              {allowed !== null && ` ${t('limits.allowed', { allowed: number(allowed), counted: counted === null ? t('limits.unknown') : number(counted) })}`}{' '}
              <span className="soft small">
                {t('limits.times', { count: times })} <DateTime at={lastAt} />
              </span>
            </p>
            <LogLines lines={[first]} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Totals({ found: { row, identities } }: { found: LogAccount }) {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  return (
    <Card title={t('account.totals')}>
      <KeyValues
        items={[
          ...LOG_MEASURES.map((id) => ({ key: id, label: t(`measure.${id}`), value: number(row.counts[id] ?? 0) })),
          { key: 'unique', label: t('measure.unique'), value: number(row.uniqueRecipients) },
        ]}
      />
      <div className="stack" data-gap="s">
        <h3>{t('account.identities')}</h3>
        <p className="soft small prose">{t('account.identitiesWhy')}</p>
        <ul>
          {LOG_IDENTITIES.filter((id) => (identities[id] ?? 0) > 0).map((id) => (
            <li key={id}>{t('account.identity', { how: t(`identity.${id}`), number: number(identities[id] ?? 0) })}</li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
