import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { DateTime } from '../../ui/time.tsx';

/** Everything that happened to an application, newest first. */
export function HistoryCard({ history }: { history: Dossier['history'] }) {
  const { t } = useTranslation('dossiers');
  return (
    <details className="fold">
      <summary>{t('history.title', { count: history.length })}</summary>
      <ol className="dossier-history">
        {history.map(({ at, author, what, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added, and two may say the same of the same moment.
          <li key={`${history.length - index}`}>
            <span className="soft small">
              <DateTime at={at} /> · {author}
            </span>
            <span>
              {t(`history.${what}`)}
              {text !== '' && `: ${text}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
