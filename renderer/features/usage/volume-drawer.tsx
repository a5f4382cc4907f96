import { ChartLine, FileUp, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateTime } from '../../ui/time.tsx';
import { HostedStateTag } from '../statuses/index.ts';
import { Count } from './count.tsx';
import { FailedShare } from './failed-share.tsx';
import { LimitBar } from './limit-bar.tsx';
import { useProvenanceWords } from './words.ts';

interface DrawerProps {
  row: UsageRow | undefined;
  onClose(): void;
}

interface ContentProps {
  row: UsageRow;
}

/** All figures of an account, and where each comes from. */
export function VolumeDrawer({ row, onClose }: DrawerProps) {
  const { t } = useTranslation('usage');
  return (
    <Drawer
      title={row === undefined ? t('row.title') : row.account.domain || row.account.login}
      isOpen={row !== undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      {row !== undefined && <Content row={row} />}
    </Drawer>
  );
}

function Content({ row }: ContentProps) {
  const { t } = useTranslation('usage');
  const { account, state, provenance } = row;
  return (
    <>
      <p className="row">
        <HostedStateTag state={state} />
        <span>
          {account.login} · {account.packName} · {account.hostName}
        </span>
      </p>
      {account.notSeenSince !== null && (
        <Notice tone="attention">
          {t('notSeen')} <DateTime at={account.notSeenSince} />
        </Notice>
      )}
      <Figures row={row} />
      {provenance === null ? <NoFigures row={row} /> : <Source row={row} />}
      <div className="row">
        <LinkButton to={`/hosts/volume/${account.id}`} variant="primary" icon={ChartLine}>
          {t('row.curve')}
        </LinkButton>
        {account.clientId !== null && (
          <LinkButton to={`/clients/${account.clientId}`} icon={User}>
            {t('row.client')}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function Figures({ row }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  const { lastSentAt } = row;
  return (
    <KeyValues
      items={[
        ...(['sent', 'delivered', 'deferred', 'failed', 'recipients'] as const).map((id) => ({
          key: id,
          label: t(`column.${id}`),
          value: <Count row={row} id={id} />,
        })),
        { key: 'share', label: t('row.share'), value: <FailedShare row={row} /> },
        { key: 'limit', label: t('column.limit'), value: <LimitBar {...row} /> },
        { key: 'last', label: t('column.last'), value: lastSentAt === null ? t('lastUnknown') : <DateTime at={lastSentAt} /> },
      ]}
    />
  );
}

/** Source, window, definition and age of the figures of a row. */
function Source({ row: { account, provenance } }: ContentProps) {
  const { t } = useTranslation('usage');
  const { dateTime } = useFormat();
  const words = useProvenanceWords();
  if (provenance === null) return null;
  return (
    <div className="soft small stack" data-gap="s">
      <p>{words(provenance, account.kind)}</p>
      <p>{t(`definitionWhy.${provenance.definition}`)}</p>
      <p>{t('source.window', { from: dateTime(provenance.from), to: dateTime(provenance.to) })}</p>
    </div>
  );
}

/** The panel gives no figures, or none were read: a report of the host can be put in. */
function NoFigures({ row: { account } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  return (
    <Notice
      tone="unknown"
      title={t('row.none')}
      actions={
        <LinkButton to={`/hosts/${account.hostId}/packs/${account.packId}`} icon={FileUp}>
          {t('row.report')}
        </LinkButton>
      }
    >
      {t('row.noneWhy')}
    </Notice>
  );
}
