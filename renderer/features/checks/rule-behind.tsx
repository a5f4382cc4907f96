import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MailCheck } from '../../../src/contract/checks.ts';
import type { MailRule } from '../../../src/shared/checks.ts';
import { REQUIREMENTS, type Requirement } from '../../../src/shared/requirements.ts';
import { CodeText, StateTag } from '../../ui/display.tsx';
import { HostRules, ReadOn } from './host-rules.tsx';

/** A rule of the check; it opens what stands behind it: the host's own rule in its words, and what receivers and laws ask. */
export function RuleBehind({ rule, host }: { rule: MailRule; host: MailCheck['host'] }) {
  const { t } = useTranslation(['checksScreen', 'checks']);
  const requirements = REQUIREMENTS[rule] ?? [];
  const ofHost = host?.behind.filter((each) => each.rule === rule) ?? [];
  const own = host?.own.find((each) => each.rule === rule);
  return (
    <details className="rule-behind">
      <summary>
        <CodeText>{rule}</CodeText> {t(`checks:rule.${rule}`)}
      </summary>
      <div className="stack small" data-gap="s">
        {host !== null && ofHost.length > 0 && (
          <>
            <span>{t('behind.host', { host: host.name })}</span>
            <HostRules rules={ofHost} hostId={host.id} />
          </>
        )}
        {own !== undefined && <span>{t(rule === 'I03' ? 'behind.ownMonths' : 'behind.ownLimit', { count: own.limit })}</span>}
        {requirements.length > 0 && <span>{t('behind.receivers')}</span>}
        {requirements.length > 0 && <Requirements requirements={requirements} />}
        {requirements.length === 0 && ofHost.length === 0 && own === undefined && <span className="soft">{t('behind.nobody')}</span>}
      </div>
    </details>
  );
}

function Requirements({ requirements }: { requirements: readonly Requirement[] }) {
  const { t } = useTranslation('checksScreen');
  return (
    <ul className="behind">
      {requirements.map(({ name, link, readOn, grade }) => (
        <li key={name}>
          {link === '' ? (
            name
          ) : (
            <a href={link} target="_blank" rel="noreferrer">
              {name} <ExternalLink size={12} aria-hidden />
            </a>
          )}{' '}
          {grade === 'not_confirmed' ? <StateTag tone="unknown">{t('behind.notConfirmed')}</StateTag> : <ReadOn on={readOn} />}
          {grade === 'reported' && <span className="soft"> · {t('behind.reported')}</span>}
        </li>
      ))}
    </ul>
  );
}
