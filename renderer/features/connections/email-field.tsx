import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import type { Decisions } from './use-decisions.ts';

/** The address of a client whose host shows none, typed where it lacks. */
export function EmailField({ row: { hosted }, decisions }: { row: Difference; decisions: Decisions }) {
  const { t } = useTranslation('connections');
  return (
    <input
      className="input email-missing"
      type="email"
      autoComplete="off"
      maxLength={254}
      aria-label={t('differences.emailOf', { account: hosted.domain || hosted.login })}
      placeholder={t('differences.emailMissing')}
      value={decisions.emails.get(hosted.id) ?? ''}
      onClick={(event) => event.stopPropagation()}
      onChange={({ target }) => decisions.setEmail(hosted.id, target.value)}
    />
  );
}
