import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackState, StatusRow } from '../../../src/contract/statuses.ts';
import { Page } from '../../ui/page.tsx';
import { HostsTabs } from '../connections/index.ts';
import { AccountDrawer } from './account-drawer.tsx';
import { PackCards } from './pack-cards.tsx';
import { PackDrawer } from './pack-drawer.tsx';
import { StatusList } from './status-list.tsx';
import { START, type StatusFilter, useStatusRows } from './use-status-rows.ts';
import './statuses.css';

/** What state every account is in at its host, since when and why; the packs first. */
export function StatusScreen() {
  const { t } = useTranslation(['statuses', 'connections']);
  const [filter, setFilter] = useState<StatusFilter>(START);
  const [account, setAccount] = useState<StatusRow>();
  const [pack, setPack] = useState<PackState>();
  const rows = useStatusRows(filter);
  const set = (part: Partial<StatusFilter>) => setFilter((now) => ({ ...now, ...part }));
  const packs = rows.head?.packs ?? [];
  return (
    <Page title={t('connections:tabs.status')} intro={t('intro')} wide>
      <HostsTabs />
      <PackCards packs={packs} onOpen={setPack} />
      <StatusList rows={rows} filter={filter} set={set} onOpen={setAccount} />
      <AccountDrawer row={account} onClose={() => setAccount(undefined)} />
      <PackDrawer pack={packs.find(({ packId }) => packId === pack?.packId)} onClose={() => setPack(undefined)} />
    </Page>
  );
}
