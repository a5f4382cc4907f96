import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BlocklistDetail } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { DateTime, RelativeTime } from '../../ui/time.tsx';
import { ListingHistory } from './listing-history.tsx';
import { RemovalSteps } from './removal-steps.tsx';
import { SharersList } from './sharers-list.tsx';
import { AnswerTag, useMeaning } from './state-tag.tsx';

/** A subject at a list. */
export interface AnswerPlace {
  readonly subject: string;
  readonly listId: string;
}

/** What a list said of a subject, what it means, and what can be done. */
export function AnswerDrawer({ place, onClose }: { place: AnswerPlace | undefined; onClose(): void }) {
  const { t } = useTranslation('blocklists');
  const query = useQuery({ ...orpc.blocklists.detail.queryOptions({ input: place ?? { subject: '', listId: '-' } }), enabled: place !== undefined });
  const title = query.data === undefined ? t('title') : t('detail.title', { subject: query.data.subject, list: query.data.list.name });
  return (
    <Drawer title={title} isOpen={place !== undefined} onOpenChange={onClose}>
      <Loaded query={query}>{(detail) => <Detail detail={detail} />}</Loaded>
    </Drawer>
  );
}

function Detail({ detail }: { detail: BlocklistDetail }) {
  const { t } = useTranslation('blocklists');
  const { answer, list, route, listings, sharers } = detail;
  return (
    <div className="stack" data-gap="l">
      <div className="stack">
        <p className="row">
          <AnswerTag state={answer?.state ?? 'never'} />
          <span className="soft">{t(`weight.${list.weight}`)}</span>
        </p>
        {answer?.why != null && <p className="prose">{t(`why.${answer.why}`)}</p>}
        {answer?.known != null && (
          <p className="prose">
            {t(`detail.known.${answer.known.state}`)} <RelativeTime at={answer.known.at} />.
          </p>
        )}
      </div>
      <Facts detail={detail} />
      {route !== null && <RemovalSteps route={route} />}
      {listings.length > 0 && <ListingHistory listings={listings} />}
      {sharers.map((pack) => (
        <SharersList key={pack.packId} pack={pack} />
      ))}
    </div>
  );
}

function Facts({ detail: { answer, list, question, raw, reason } }: { detail: BlocklistDetail }) {
  const { t } = useTranslation('blocklists');
  const meaning = useMeaning();
  const items = [
    ...(answer === null || answer.codes.length === 0 ? [] : [{ key: 'meaning', label: t('detail.meaning'), value: meaning(answer) }]),
    ...(reason === '' ? [] : [{ key: 'reason', label: t('detail.reason'), value: <q>{reason}</q> }]),
    ...(answer === null ? [] : [{ key: 'at', label: t('detail.at'), value: <DateTime at={answer.at} /> }]),
    ...(question === '' ? [] : [{ key: 'question', label: t('detail.question'), value: <CodeText>{question}</CodeText> }]),
    ...(raw.length === 0 ? [] : [{ key: 'raw', label: t('detail.raw'), value: <CodeText>{raw.join(' ')}</CodeText> }]),
    { key: 'terms', label: t('detail.terms'), value: t(`terms.${list.terms}`) },
  ];
  return <KeyValues items={items} />;
}
