import { CircleHelp, CircleMinus, type LucideIcon, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../src/contract/culprits.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

/** How an outcome looks, wherever it stands. */
export const OUTCOME_LOOKS: Readonly<Record<Verdict['outcome'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  strong: { tone: 'attention', icon: SignalHigh },
  possible: { tone: 'info', icon: SignalMedium },
  weak: { tone: 'unknown', icon: SignalLow },
  // That nobody stands out in these data clears nobody.
  none: { tone: 'unknown', icon: CircleMinus },
  not_enough_data: { tone: 'unknown', icon: CircleHelp },
};

/** What a verdict came to, in a few words. */
export function OutcomeTag({ outcome }: Pick<Verdict, 'outcome'>) {
  const { t } = useTranslation('culprits');
  return <StateTag {...OUTCOME_LOOKS[outcome]}>{t(`outcome.${outcome}`)}</StateTag>;
}
