import { useTranslation } from 'react-i18next';
import type { Listing } from '../../../src/contract/blocklists.ts';
import { useFormat } from '../../i18n/format.ts';

/** Every stay on the list, with how exactly its beginning and end are known. */
export function ListingHistory({ listings }: { listings: readonly Listing[] }) {
  const { t } = useTranslation('blocklists');
  return (
    <section className="stack">
      <h3>{t('history.title')}</h3>
      <ul className="listing-history">
        {listings.map((listing) => (
          <li key={listing.firstAt}>
            <Began listing={listing} /> <Ended listing={listing} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Began({ listing: { after, firstAt } }: { listing: Listing }) {
  const { t } = useTranslation('blocklists');
  const { dateTime } = useFormat();
  return after === null ? t('history.firstSeen', { at: dateTime(firstAt) }) : t('history.began', { after: dateTime(after), at: dateTime(firstAt) });
}

function Ended({ listing: { lastAt, endedAt } }: { listing: Listing }) {
  const { t } = useTranslation('blocklists');
  const { dateTime } = useFormat();
  return endedAt === null ? t('history.still', { at: dateTime(lastAt) }) : t('history.ended', { after: dateTime(lastAt), at: dateTime(endedAt) });
}
