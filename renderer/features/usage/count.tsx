import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { Figure } from './figure.tsx';

interface CountProps {
  row: UsageRow;
  id: 'sent' | 'delivered' | 'deferred' | 'failed' | 'recipients';
}

/** A count of a row of the table, or in words why there is none. */
export function Count({ row: { figures, provenance }, id }: CountProps) {
  const { t } = useTranslation('usage');
  // A panel that publishes bytes only says so where messages would stand.
  if (id === 'sent' && figures.sent === null && figures.bytes !== null) return <Figure value={figures.bytes} isRead isBytes />;
  // Whoever got mail in several windows would count several times: of a longer span it is not known.
  const isCounted = id === 'recipients' && provenance?.definition === 'messages_events' && figures.recipients === null;
  return isCounted ? <span className="soft small">{t('lastUnknown')}</span> : <Figure value={figures[id]} isRead={provenance !== null} />;
}
