import { useMutation } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistOverview, WatchedIp } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Menu } from '../../ui/overlay.tsx';
import { DateText, RelativeTime } from '../../ui/time.tsx';
import type { AnswerPlace } from './answer-drawer.tsx';
import { ChangeIpDialog } from './change-ip-dialog.tsx';
import { ListCells } from './list-cells.tsx';

interface IpCardProps {
  ip: WatchedIp;
  lists: BlocklistOverview['lists'];
  onOpen(place: AnswerPlace): void;
}

/** An address: whose it is, who sends from it, and what every list says of it. */
export function IpCard({ ip, lists, onOpen }: IpCardProps) {
  const [changing, setChanging] = useState(false);
  const remove = useMutation(orpc.blocklists.removeIp.mutationOptions());
  const fitting = lists.filter(({ subjects }) => subjects.includes(ip.family === 4 ? 'ip4' : 'ip6'));
  return (
    <Card
      title={<span className="code">{ip.ip}</span>}
      actions={<IpMenu ip={ip} onChange={() => setChanging(true)} onRemove={() => remove.mutate({ id: ip.id })} />}
    >
      <div className="stack">
        <IpFacts ip={ip} />
        {remove.error !== null && <ErrorNotice error={remove.error} />}
        <ListCells subject={ip.ip} lists={fitting} answers={ip.answers} onOpen={onOpen} />
        {changing && <ChangeIpDialog ip={ip} onClose={() => setChanging(false)} />}
      </div>
    </Card>
  );
}

function IpMenu({ ip, onChange, onRemove }: { ip: WatchedIp; onChange(): void; onRemove(): void }) {
  const { t } = useTranslation('blocklists');
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={t('ip.more', { ip: ip.ip })} />}
      actions={[
        { id: 'change', label: t('ip.change'), run: onChange },
        { id: 'remove', label: t('ip.remove'), tone: 'stopped', run: onRemove },
      ]}
    />
  );
}

function IpFacts({ ip }: { ip: WatchedIp }) {
  const { t } = useTranslation('blocklists');
  const facts = [
    ip.packId === null ? t('ip.noPack') : `${ip.packName}, ${ip.hostName}`,
    ...(ip.packId === null ? [] : [t('ip.accounts', { count: ip.accounts })]),
    t(`ip.holder.${ip.holder}`),
    t(ip.shared ? 'ip.shared' : 'ip.alone'),
    ...(ip.note === '' ? [] : [ip.note]),
  ];
  return (
    <p className="soft">
      {ip.validTo !== null && (
        <StateTag tone="unknown">
          {t('ip.until')} <DateText on={ip.validTo} />
        </StateTag>
      )}{' '}
      {facts.join(' · ')} · {ip.checkedAt === null ? t('ip.neverChecked') : <Age at={ip.checkedAt} />}
    </p>
  );
}

/** How old the oldest answer shown is. */
function Age({ at }: { at: string }) {
  const { t } = useTranslation('blocklists');
  return (
    <>
      {t('ip.checked')} <RelativeTime at={at} />
    </>
  );
}
