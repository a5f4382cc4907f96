import { useQuery } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusRow } from '../../../src/contract/statuses.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateTime } from '../../ui/time.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import { FlipList } from './flip-list.tsx';
import { useSinceWords } from './since-words.ts';
import { HostedStateTag } from './state-tag.tsx';

/** One account: its state with all that is known of it, what can be done, and every change there was. */
export function AccountDrawer({ row, onClose }: { row: StatusRow | undefined; onClose(): void }) {
  const { t } = useTranslation('statuses');
  return (
    <Drawer title={row?.account.domain || row?.account.login || t('list.label')} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && <Content row={row} />}
    </Drawer>
  );
}

/** The row as it is now: what is entered by hand or read meanwhile shows at once. */
function useFresh(row: StatusRow): StatusRow {
  return useQuery(orpc.statuses.get.queryOptions({ input: { hostedId: row.account.id } })).data ?? row;
}

function Content({ row }: { row: StatusRow }) {
  const { account, now } = useFresh(row);
  const { t } = useTranslation('statuses');
  const [isSetting, setSetting] = useState(false);
  const name = account.domain || account.login;
  return (
    <>
      <p>
        <HostedStateTag state={now.state} />
      </p>
      {account.notSeenSince !== null && (
        <Notice tone="attention" title={t('detail.gone')} actions={<LinkButton to="/hosts/differences">{t('detail.toDifferences')}</LinkButton>}>
          {t('detail.goneWhy')}
        </Notice>
      )}
      <KeyValues items={useFacts({ account, now })} />
      <div className="row">
        {account.clientId !== null && <LinkButton to={`/clients/${account.clientId}`}>{t('detail.toClient')}</LinkButton>}
        <LinkButton to={`/hosts/volume/${account.id}`}>{t('detail.toVolume')}</LinkButton>
        <Button icon={Hand} onPress={() => setSetting(true)}>
          {t('byHand.open')}
        </Button>
      </div>
      <FlipList of={{ hostedId: account.id }} />
      {isSetting && <ByHandDialog of={{ hostedId: account.id }} name={name} onClose={() => setSetting(false)} />}
    </>
  );
}

function useFacts({ account, now }: Pick<StatusRow, 'account' | 'now'>) {
  const { t } = useTranslation('statuses');
  const words = useSinceWords();
  const isHindered = now.state !== 'active' && now.state !== 'unknown';
  const items: { key: string; label: string; value: ReactNode }[] = [{ key: 'since', label: t('column.since'), value: words(now) }];
  if (isHindered) {
    items.push({ key: 'reason', label: t('detail.reason'), value: now.reason === '' ? t('reasonClass.not_given') : <q>{now.reason}</q> });
    items.push({ key: 'class', label: t('detail.class'), value: t(`reasonClass.${now.reasonClass}`) });
    items.push({ key: 'lifter', label: t('column.lifter'), value: t(`lifter.${now.lifter}`) });
  }
  items.push(
    { key: 'origin', label: t('detail.origin'), value: t(`origin.${now.origin}`) },
    { key: 'seen', label: t('detail.seenAt'), value: <DateTime at={now.seenAt} /> },
    { key: 'login', label: t('detail.login'), value: account.login === '' ? '' : <CodeText>{account.login}</CodeText> },
    { key: 'pack', label: t('detail.pack'), value: `${account.packName} · ${account.hostName}` },
    { key: 'plan', label: t('detail.plan'), value: account.plan },
    { key: 'client', label: t('column.client'), value: account.clientName },
  );
  return items.filter(({ value }) => value !== '');
}
