import { AlarmClock, CalendarClock, CalendarOff, CircleHelp, Clock, type LucideIcon, Pause, Send, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlannedReminder, PlanState } from '../../../src/contract/reminders.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<PlanState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  planned: { tone: 'info', icon: CalendarClock },
  due: { tone: 'ok', icon: Send },
  late: { tone: 'attention', icon: AlarmClock },
  asks: { tone: 'attention', icon: CircleHelp },
  queued: { tone: 'info', icon: Clock },
  paused: { tone: 'unknown', icon: Pause },
  excepted: { tone: 'unknown', icon: UserX },
  stopped: { tone: 'unknown', icon: CalendarOff },
};

/** How a reminder stands: icon, word and colour; for one that is not planned, the reason. */
export function PlanStateTag({ row: { state, stop } }: { row: Pick<PlannedReminder, 'state' | 'stop'> }) {
  const { t } = useTranslation('reminders');
  const { tone, icon } = LOOKS[state];
  return (
    <StateTag tone={tone} icon={icon}>
      {stop === null ? t(`state.${state}`) : t(`stop.${stop}`)}
    </StateTag>
  );
}
