import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../src/contract/checks.ts';
import { mendKey } from '../../../src/shared/checks.ts';
import { StateTag } from '../../ui/display.tsx';

/** What was found, in words; of a question the question itself. */
export function useSentence(): (finding: Finding) => string {
  const { i18n } = useTranslation('checks');
  return ({ id, found, facts }) =>
    found === 'question' ? i18n.t(`checks:question.${id}`, { defaultValue: '' }) : i18n.t(`checks:found.${found}`, { ...facts, defaultValue: '' });
}

/** What to do about a fault, in words. */
export function useMend(): (finding: Finding) => string {
  const { i18n } = useTranslation('checks');
  return (finding) => i18n.t(`checks:${mendKey(finding)}`, { defaultValue: '' });
}

const TONES = { pass: 'ok', fail: 'attention', unknown: 'unknown' } as const;

/** Whether a rule is kept, broken, or could not be checked. */
export function OutcomeTag({ outcome }: { outcome: Finding['outcome'] }) {
  const { t } = useTranslation('checksScreen');
  return <StateTag tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</StateTag>;
}
