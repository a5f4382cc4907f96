import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { TwoLines } from '../../ui/two-lines.tsx';
import { Figure } from './figure.tsx';

/** A figure of less than this part of a span is said to be one. */
const MOSTLY = 0.9;

interface CountProps {
  row: UsageRow;
  id: 'sent' | 'delivered' | 'deferred' | 'failed' | 'recipients';
}

/** A count of a row of the table, or in words why there is none. */
export function Count({ row: { figures, provenance }, id }: CountProps) {
  const { t } = useTranslation('usage');
  const { percent } = useFormat();
  // A panel that publishes bytes only says so where messages would stand.
  if (id === 'sent' && figures.sent === null && figures.bytes !== null) return <Figure value={figures.bytes} isRead isBytes />;
  // Whoever got mail in several windows would count several times: of a longer span it is not known.
  const isCounted = id === 'recipients' && provenance?.definition === 'messages_events' && figures.recipients === null;
  const known = provenance?.covered ?? 1;
  if (id === 'sent' && figures.sent !== null && known < MOSTLY) {
    return <TwoLines main={<Figure value={figures.sent} isRead />} below={t('knownPart', { share: percent(100 * known) })} />;
  }
  return isCounted ? <span className="soft small">{t('lastUnknown')}</span> : <Figure value={figures[id]} isRead={provenance !== null} />;
}
