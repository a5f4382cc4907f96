import { Hand } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackState } from '../../../src/contract/statuses.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import { FlipList } from './flip-list.tsx';
import { PackWhy } from './pack-cards.tsx';
import { HostedStateTag } from './state-tag.tsx';

/** A pack as a whole: its state, why, and every change of it and its accounts. */
export function PackDrawer({ pack, onClose }: { pack: PackState | undefined; onClose(): void }) {
  const { t } = useTranslation('statuses');
  return (
    <Drawer title={pack?.packName ?? t('packs.label')} isOpen={pack !== undefined} onOpenChange={(open) => !open && onClose()}>
      {pack !== undefined && <Content pack={pack} />}
    </Drawer>
  );
}

function Content({ pack }: { pack: PackState }) {
  const { t } = useTranslation('statuses');
  const [isSetting, setSetting] = useState(false);
  return (
    <>
      <p>
        <HostedStateTag state={pack.state} />
      </p>
      <PackWhy pack={pack} />
      <div className="row">
        <LinkButton to={`/hosts/${pack.hostId}/packs/${pack.packId}`}>{t('packs.toConnection')}</LinkButton>
        <LinkButton to={`/hosts/${pack.hostId}/packs/${pack.packId}/volume`}>{t('detail.toVolume')}</LinkButton>
        <Button icon={Hand} onPress={() => setSetting(true)}>
          {t('byHand.open')}
        </Button>
      </div>
      <FlipList of={{ packId: pack.packId }} />
      {isSetting && <ByHandDialog of={{ packId: pack.packId }} name={pack.packName} onClose={() => setSetting(false)} />}
    </>
  );
}
