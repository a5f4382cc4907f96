import { CircleCheck, CircleHelp, CircleSlash, type LucideIcon, OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { Card, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { DateText } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';

type Account = ClientCard['accountList'][number];

const LOOKS: Readonly<Record<Account['status'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  active: { tone: 'ok', icon: CircleCheck },
  suspended: { tone: 'stopped', icon: OctagonX },
  closed: { tone: 'unknown', icon: CircleSlash },
  unknown: { tone: 'unknown', icon: CircleHelp },
};

/** The hosting accounts of a client. */
export function AccountsCard({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation('clients');
  return (
    <Card flush={accounts.length > 0} title={t('accounts.title')}>
      {accounts.length === 0 ? (
        <p className="soft">{t('accounts.none')}</p>
      ) : (
        <Table
          label={t('accounts.title')}
          rows={accounts}
          rowKey={(account) => account.id}
          columns={[
            { id: 'domain', header: t('accounts.domain'), cell: (account) => <Domains account={account} /> },
            { id: 'status', header: t('accounts.status'), cell: (account) => <Status status={account.status} /> },
            { id: 'pack', header: t('accounts.pack'), cell: (account) => t('accounts.packAtHost', { pack: account.packName, host: account.hostName }) },
            { id: 'plan', header: t('accounts.plan'), cell: (account) => account.plan },
            { id: 'login', header: t('accounts.login'), cell: (account) => account.login },
            { id: 'ordered', header: t('accounts.orderedOn'), cell: (account) => (account.orderedOn === null ? '' : <DateText on={account.orderedOn} />) },
          ]}
        />
      )}
    </Card>
  );
}

function Domains({ account }: { account: Account }) {
  return (
    <div className="grid-two-lines">
      <span>{account.mainDomain}</span>
      {account.otherDomains.length > 0 && <span className="soft small">{account.otherDomains.join(', ')}</span>}
    </div>
  );
}

function Status({ status }: { status: Account['status'] }) {
  const { t } = useTranslation('clients');
  const { tone, icon } = LOOKS[status];
  return (
    <StateTag tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </StateTag>
  );
}
