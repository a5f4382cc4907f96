import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { Version } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { editorPath } from '../text-kinds.ts';

/** What becomes of the reminder when the notice of a host is published. */
export function ReminderNote({ hostId }: { hostId: HostId }) {
  const { t } = useTranslation('policies');
  const texts = useQuery(orpc.policies.texts.queryOptions({ input: { hostId } })).data;
  const reminder = texts?.find(({ kind }) => kind === 'reminder');
  if (reminder === undefined) return null;
  return (
    <p className="soft prose">
      {t(reminder.edited ? 'publish.ownReminder' : 'publish.withReminder')}{' '}
      <a href={`#${editorPath({ hostId, kind: 'reminder' })}`}>{t('publish.seeReminder')}</a>
    </p>
  );
}

/** Says that the reminder was published with a notice, where it was. */
export function PublishedReminder({ notice: { hostId, publishedAt } }: { notice: Version }) {
  const { t } = useTranslation('policies');
  const [reminder] = useQuery(orpc.policies.list.queryOptions({ input: { hostId, kind: 'reminder' } })).data ?? [];
  if (reminder === undefined || reminder.publishedAt !== publishedAt) return null;
  return (
    <p className="prose">
      {t('published.reminderToo', { number: reminder.number })} <a href={`#/versions/${reminder.id}`}>{t('published.readReminder')}</a>
    </p>
  );
}
