import { useQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplyRow } from '../../../src/contract/acknowledgements.ts';
import type { ReplyId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ReplyWhy } from './reply-why.tsx';

/** More of them are one press away, in the list. */
const SHOWN = 4;

/** Replies only a person can judge, newest first. */
export function WaitingReplies({ toRead, onOpen, onShowAll }: { toRead: number; onOpen(id: ReplyId): void; onShowAll(): void }) {
  const { t } = useTranslation('replies');
  const waiting = useQuery(orpc.acknowledgements.replies.queryOptions({ input: { verdicts: ['to_read'], limit: SHOWN } }));
  return (
    <Card title={t('waiting.title', { count: toRead })}>
      <p className="soft prose">{t('waiting.why')}</p>
      <Loaded query={waiting}>
        {({ rows }) => (
          <ul className="waiting">
            {rows.map((row) => (
              <Waiting key={row.id} row={row} onOpen={() => onOpen(row.id)} />
            ))}
          </ul>
        )}
      </Loaded>
      {toRead > SHOWN && (
        <div className="row">
          <Button variant="quiet" onPress={onShowAll}>
            {t('waiting.all')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Waiting({ row, onOpen }: { row: ReplyRow; onOpen(): void }) {
  const { t } = useTranslation('replies');
  return (
    <li>
      <div className="stack" data-gap="s">
        <h3>{row.clientName}</h3>
        {row.excerpt !== '' && <blockquote className="own-words">{row.excerpt}</blockquote>}
        <p className="soft small">
          <ReplyWhy reply={row} />
        </p>
      </div>
      <Button icon={BookOpen} onPress={onOpen} aria-label={t('waiting.openOf', { client: row.clientName })}>
        {t('waiting.open')}
      </Button>
    </li>
  );
}
