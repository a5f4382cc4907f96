import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { Card } from '../../ui/display.tsx';
import { DateTime } from '../../ui/time.tsx';
import './clients.css';

/** All that happened with a client, newest first. */
export function Timeline({ entries }: { entries: ClientCard['timeline'] }) {
  const { t } = useTranslation('clients');
  return (
    <Card title={t('timeline')}>
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.event} ${JSON.stringify(entry.params)}`}>
            <span className="soft small">
              <DateTime at={entry.at} />
            </span>
            <span>{t(`event.${entry.event}`, entry.params)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
