import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useFigureWords } from './words.ts';

type Sums = Awaited<ReturnType<typeof client.usage.overview>>['sums'];

/** What all accounts of the table come to, one line for each way of counting: those are never added up. */
export function VolumeSums({ sums }: { sums: Sums }) {
  const { t } = useTranslation('usage');
  const { list } = useFormat();
  const words = useFigureWords(true);
  if (sums.length === 0) return null;
  return (
    <div className="stack" data-gap="s">
      <ul className="sums">
        {sums.map(({ definition, wholeDays, accounts, figures, packs }) => (
          <li key={`${definition} ${wholeDays}`}>
            <p className="sum-figures">{words(figures) || t('notPublished')}</p>
            <p className="soft small">
              {t('sums.of', { count: accounts })} · {list(packs)} · {t(`definition.${definition}`)}
              {wholeDays && ` · ${t('sums.wholeDays')}`}
            </p>
          </li>
        ))}
      </ul>
      {sums.length > 1 && (
        <p className="row small">
          <Info size={16} aria-hidden /> <span className="sums-apart">{t('sums.apart')}</span>
        </p>
      )}
    </div>
  );
}
