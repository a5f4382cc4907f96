import { Ban } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../src/contract/bounces.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { SendingTabs } from '../sending/index.ts';
import { BlockDialog } from './block-dialog.tsx';
import { BlockDrawer } from './block-drawer.tsx';
import { BlockedList } from './blocked-list.tsx';
import './bounces.css';

/** Addresses and domains that get nothing: those in force and those that ended. */
export function BlockedScreen() {
  const { t } = useTranslation(['bounces', 'sending']);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<Suppression>();
  return (
    <Page
      title={t('sending:title')}
      wide
      actions={
        <Button icon={Ban} onPress={() => setAdding(true)}>
          {t('blocked.add')}
        </Button>
      }
    >
      <SendingTabs />
      <p className="soft prose">{t('blocked.intro')}</p>
      <Tabs
        label={t('blocked.list')}
        tabs={[
          { id: 'now', label: t('blocked.now'), content: <BlockedList key="now" lifted={false} onOpen={setOpen} /> },
          { id: 'past', label: t('blocked.past'), content: <BlockedList key="past" lifted onOpen={setOpen} /> },
        ]}
      />
      <BlockDrawer block={open} onClose={() => setOpen(undefined)} />
      {adding && <BlockDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
