import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason, Statement, Suspect, Verdict } from '../../../src/contract/culprits.ts';
import { type CulpritPart, gapPart, momentsIn, reasonPart, statementPart } from '../../../src/shared/culprit-words.ts';
import { languageOf } from '../../../src/shared/language.ts';
import { useZone } from '../../i18n/zone.ts';

/** Reasons, gaps and statements in the words that reports use too, in the zone of the screen. */
export function useVerdictWords() {
  const { i18n } = useTranslation('culprits');
  const zone = useZone();
  return useMemo(() => {
    const moment = momentsIn(languageOf(i18n.language, 'en'), zone);
    // The keys are put together from closed lists; every one of them stands in the catalogs, which is tested where they are made.
    const say = ({ key, values }: CulpritPart) => i18n.t(key, { ns: 'culprits', ...values, defaultValue: key });
    return {
      reason: ({ code, facts }: Reason) => say(reasonPart(code, facts, moment)),
      gap: ({ code, facts }: Verdict['gaps'][number]) => say(gapPart(code, facts, moment)),
      statement: ({ code, facts }: Statement) => say(statementPart(code, facts, moment)),
    };
  }, [i18n, zone]);
}

/** How long a window is, in full words: "24 hours". */
export function useWindowWords(): (minutes: number) => string {
  const { t } = useTranslation('culprits');
  return (minutes) => (minutes % 60 === 0 ? t('report.windowHours', { count: minutes / 60 }) : t('report.windowMinutes', { count: minutes }));
}

/** A share (0…1) as per cent to be read at a glance: whole, but never a 0 that is none. */
export function percentOf(share: number): number {
  return share < 0.01 ? 100 * share : Math.round(100 * share);
}

/** How an account is called: its domain, else its login. */
export function nameOf({ domain, account }: Pick<Suspect, 'domain' | 'account'>): string {
  return domain || account;
}
