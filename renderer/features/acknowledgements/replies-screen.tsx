import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyVerdict } from '../../../src/contract/acknowledgements.ts';
import type { ReplyId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { NoticesTabs } from '../notices/index.ts';
import { NoReplies } from './no-replies.tsx';
import { ReadReplies } from './read-replies.tsx';
import { RepliesList } from './replies-list.tsx';
import { ReplyDrawer } from './reply-drawer.tsx';
import { WaitingReplies } from './waiting-replies.tsx';
import './acknowledgements.css';

/** What clients answered: taking mails in, those a person has to read, and all of them. */
export function RepliesScreen() {
  const { t } = useTranslation(['replies', 'notices']);
  const [openId, setOpenId] = useState<ReplyId>();
  const [verdicts, setVerdicts] = useState<ReplyVerdict[]>([]);
  const all = useQuery(orpc.acknowledgements.replies.queryOptions({ input: { limit: 1 } }));
  return (
    <Page
      title={t('notices:title')}
      wide
      actions={
        <LinkButton to="/notices/replies/ticks" icon={ListChecks}>
          {t('ticks.open')}
        </LinkButton>
      }
    >
      <NoticesTabs />
      <ReadReplies />
      <Loaded query={all}>
        {({ total, toRead }) =>
          total === 0 ? (
            <NoReplies />
          ) : (
            <>
              {toRead > 0 && <WaitingReplies toRead={toRead} onOpen={setOpenId} onShowAll={() => setVerdicts(['to_read'])} />}
              <RepliesList toRead={toRead} verdicts={verdicts} onVerdicts={setVerdicts} onOpen={(row) => setOpenId(row.id)} />
            </>
          )
        }
      </Loaded>
      <ReplyDrawer id={openId} onClose={() => setOpenId(undefined)} />
    </Page>
  );
}
