import { useTranslation } from 'react-i18next';
import { type Situation, WHO_ACTS } from './situation.rules.ts';
import './bounces.css';

/** What a failure means, who has to act, and what to do, in plain words. */
export function Advice({ situation }: { situation: Situation }) {
  const { t } = useTranslation('bounces');
  return (
    <div className="advice">
      <p className="advice-what">{t(`situation.${situation}.what`)}</p>
      <dl>
        <dt>{t('advice.who')}</dt>
        <dd>
          <strong>{t(`who.${WHO_ACTS[situation]}`)}</strong>
        </dd>
        <dt>{t('advice.do')}</dt>
        <dd>{t(`situation.${situation}.do`)}</dd>
      </dl>
    </div>
  );
}
