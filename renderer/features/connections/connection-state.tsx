import { CirclePause, Hand, type LucideIcon, Plug, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connections.ts';
import { StateTag } from '../../ui/display.tsx';
import { TONE_ICONS, type Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Connection['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  new: { tone: 'unknown', icon: Plug },
  ok: { tone: 'ok', icon: TONE_ICONS.ok },
  failing: { tone: 'attention', icon: RotateCcw },
  refused: { tone: 'stopped', icon: Hand },
};

/** How it goes with a connection; one that works but reads nothing by itself says that instead. */
export function ConnectionTag({ state, schedule }: Pick<Connection, 'state' | 'schedule'>) {
  const { t } = useTranslation('connections');
  if (state === 'ok' && schedule.paused) {
    return (
      <StateTag tone="info" icon={CirclePause}>
        {t('state.paused')}
      </StateTag>
    );
  }
  return <StateTag {...LOOKS[state]}>{t(`state.${state}`)}</StateTag>;
}
