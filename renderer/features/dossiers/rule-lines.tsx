import { useTranslation } from 'react-i18next';
import type { Admission } from '../../../src/contract/dossiers.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { DateText } from '../../ui/time.tsx';

/** The rules behind a verdict, in the host's words where they are known; else where it was read, and when. */
export function RuleLines({ admission: { rules, source, readOn, hostName: host }, hostId }: { admission: Admission; hostId: HostId }) {
  const { t, i18n } = useTranslation('dossiers');
  return (
    <div className="stack" data-gap="s">
      {rules.length > 0 && <p>{t('new.rules', { host })}</p>}
      {rules.map((id) => (
        <blockquote key={id} className="dossier-rule">
          {i18n.t(`rules:${id}`, { defaultValue: '' })}
        </blockquote>
      ))}
      {rules.length === 0 && source !== '' && <p>{t('new.source', { source })}</p>}
      {readOn !== null && (
        <p className="soft small">
          {t('new.readOn')} <DateText on={readOn} />
        </p>
      )}
      <p>
        <a href={`#/hosts/${hostId}/rules`}>{t('new.rulesOfHost')}</a>
      </p>
    </div>
  );
}
