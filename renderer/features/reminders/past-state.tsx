import { Ban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { StateTag } from '../../ui/display.tsx';
import { OutboxStateTag } from '../sending/index.ts';

/** A reminder that was sent or passed over. */
export type PastReminder = Awaited<ReturnType<typeof client.reminders.history>>['rows'][number];

/** What became of a reminder: the state of its message, or that it was passed over. */
export function PastState({ row: { state, transport } }: { row: Pick<PastReminder, 'state' | 'transport'> }) {
  const { t } = useTranslation('reminders');
  if (state !== null && transport !== null) return <OutboxStateTag row={{ state, transport }} />;
  return (
    <StateTag tone="unknown" icon={Ban}>
      {t('history.skipped')}
    </StateTag>
  );
}
