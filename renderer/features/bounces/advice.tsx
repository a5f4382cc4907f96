import { useTranslation } from 'react-i18next';
import { type Situation, WHO_ACTS } from './situation.rules.ts';
import './bounces.css';

/** What a failure means, who has to act, and what to do, in plain words. */
export function Advice({ situation }: { situation: Situation }) {
  const { t } = useTranslation('bounces');
  return (
    <div className="advice">
      <p className="advice-what">{t(`situation.${situation}.what`)}</p>
      <p>
        <span className="soft">{t('advice.who')}</span> <strong>{t(`who.${WHO_ACTS[situation]}`)}</strong>
      </p>
      <p className="prose">
        <span className="soft">{t('advice.do')}</span> {t(`situation.${situation}.do`)}
      </p>
    </div>
  );
}
