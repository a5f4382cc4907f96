import { useTranslation } from 'react-i18next';
import type { InnocentsTold } from '../../../src/contract/repermission.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';

/** What became of it: how many letters wait to leave, and who was not written to and why. */
export function TellOutcome({ status, result }: { readonly status: string; readonly result: InnocentsTold | undefined }) {
  const { t } = useTranslation('repermissionScreen');
  const format = useFormat();
  if (status === 'cancelled') return <Notice tone="attention">{t('innocents.stopped')}</Notice>;
  if (result === undefined) return null;
  return (
    <Notice tone={result.blocked.length > 0 ? 'attention' : 'ok'} title={t('innocents.queued', { count: result.queued })}>
      {result.blocked.length > 0 && (
        <ul>
          {result.blocked.map(({ clientId, name, because, words }) => (
            <li key={clientId}>
              {name}: {t(`innocents.blocked.${because}`, { names: format.list(words) })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
