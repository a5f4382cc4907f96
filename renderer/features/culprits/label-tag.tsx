import { CircleMinus, type LucideIcon, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Suspect } from '../../../src/contract/culprits.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<NonNullable<Suspect['label']> | 'none', { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  strong: { tone: 'attention', icon: SignalHigh },
  possible: { tone: 'info', icon: SignalMedium },
  weak: { tone: 'unknown', icon: SignalLow },
  none: { tone: 'unknown', icon: CircleMinus },
};

/** How much the data say about an account: never that it is guilty. */
export function LabelTag({ label }: Pick<Suspect, 'label'>) {
  const { t } = useTranslation('culprits');
  const shown = label ?? 'none';
  return <StateTag {...LOOKS[shown]}>{t(`label.${shown}`)}</StateTag>;
}
