import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';
import { BlockedList } from './blocked-list.tsx';

type EventOf<Stream> = Stream extends AsyncIterable<infer Event> ? Event : never;
type Result = Extract<EventOf<Awaited<ReturnType<typeof client.notices.issue>>>, { kind: 'done' }>['result'];

const BLOCKED_SHOWN = 20;

/** What came of it, and when the last one will have left. */
export function IssueResult({ result }: { result: Result }) {
  const { t } = useTranslation('notices');
  const { duration } = useFormat();
  const { issued, alreadyIssued, blocked, secondsToSend } = result;
  return (
    <>
      <Notice tone={issued > 0 ? 'ok' : 'attention'} title={issued > 0 ? t('issue.done', { count: issued }) : t('issue.none')}>
        {issued > 0 && secondsToSend > 1 && t('issue.leave', { time: duration(secondsToSend) })}{' '}
        {alreadyIssued > 0 && t('issue.already', { count: alreadyIssued })}
      </Notice>
      {blocked.length > 0 && <BlockedList rows={blocked.slice(0, BLOCKED_SHOWN)} total={blocked.length} />}
    </>
  );
}
