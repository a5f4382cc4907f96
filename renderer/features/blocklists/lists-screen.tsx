import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockList } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { AddListDialog } from './add-list-dialog.tsx';
import { BlocklistsTabs } from './blocklists-tabs.tsx';
import { ListDrawer } from './list-drawer.tsx';
import { AskedTable, PagesTable } from './lists-tables.tsx';
import './blocklists.css';

/** The catalogue: lists that are asked, those that only a web page or a bounce tells of, and those that are no more. */
export function ListsScreen() {
  const { t } = useTranslation('blocklists');
  const query = useQuery(orpc.blocklists.catalogue.queryOptions({ input: {} }));
  const [openId, setOpenId] = useState<string>();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('lists.title')}
      intro={t('lists.intro')}
      wide
      actions={
        <Button icon={Plus} onPress={() => setAdding(true)}>
          {t('lists.add')}
        </Button>
      }
    >
      <BlocklistsTabs />
      <Loaded query={query}>
        {(lists) => (
          <div className="stack" data-gap="l">
            <ListGroups lists={lists} onOpen={({ id }) => setOpenId(id)} />
            <ListDrawer list={lists.find(({ id }) => id === openId)} onClose={() => setOpenId(undefined)} />
          </div>
        )}
      </Loaded>
      {adding && <AddListDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function ListGroups({ lists, onOpen }: { lists: readonly BlockList[]; onOpen(list: BlockList): void }) {
  const { t } = useTranslation('blocklists');
  const retired = lists.filter((list) => list.retired !== null);
  return (
    <>
      <Card flush title={t('lists.asked')}>
        <AskedTable lists={lists.filter(({ queried }) => queried)} onOpen={onOpen} />
      </Card>
      <Card flush title={t('lists.pages')}>
        <p className="soft prose lists-note">{t('lists.pagesIntro')}</p>
        <PagesTable lists={lists.filter((list) => !list.queried && list.retired === null)} onOpen={onOpen} />
      </Card>
      <Card title={t('lists.retired')}>
        <ul>
          {retired.map((list) => (
            <Retired key={list.id} list={list} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Retired({ list }: { list: BlockList }) {
  const { t } = useTranslation('blocklists');
  const { date } = useFormat();
  return list.retired !== null && <li>{t('lists.retiredLine', { name: list.name, on: date(list.retired.on) })}</li>;
}
