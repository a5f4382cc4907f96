import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Alert['level'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  info: { tone: 'info', icon: Info },
  warn: { tone: 'attention', icon: TriangleAlert },
  act: { tone: 'stopped', icon: OctagonAlert },
};

/** How heavy an alert is. */
export function LevelTag({ level }: Pick<Alert, 'level'>) {
  const { t } = useTranslation('alerts');
  return <StateTag {...LOOKS[level]}>{t(`level.${level}`)}</StateTag>;
}
