import { Ban, CircleCheck, CircleHelp, Clock, FileDown, FlaskConical, type LucideIcon, OctagonX, RefreshCw, Send, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../src/contract/outbox.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

/** A state as it is shown: `sent` into the practice mailbox or a file is another thing than sent. */
export type ShownState = OutboxRow['state'] | 'practised' | 'drafted';

const LOOKS: Readonly<Record<ShownState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  queued: { tone: 'info', icon: Clock },
  sending: { tone: 'info', icon: Send },
  sent: { tone: 'ok', icon: CircleCheck },
  practised: { tone: 'info', icon: FlaskConical },
  drafted: { tone: 'info', icon: FileDown },
  deferred: { tone: 'attention', icon: RefreshCw },
  failed: { tone: 'stopped', icon: OctagonX },
  uncertain: { tone: 'attention', icon: CircleHelp },
  cancelled: { tone: 'unknown', icon: Ban },
  bounced: { tone: 'stopped', icon: Undo2 },
};

/** What to say of a message that is in `state`. */
export function shownState({ state, transport }: Pick<OutboxRow, 'state' | 'transport'>): ShownState {
  if (state !== 'sent' || transport === 'smtp') return state;
  return transport === 'practice' ? 'practised' : 'drafted';
}

/** The state of a message: icon, word and colour. */
export function OutboxStateTag({ row }: { row: Pick<OutboxRow, 'state' | 'transport'> }) {
  const { t } = useTranslation('sending');
  const shown = shownState(row);
  const { tone, icon } = LOOKS[shown];
  return (
    <StateTag tone={tone} icon={icon}>
      {t(`state.${shown}`)}
    </StateTag>
  );
}
