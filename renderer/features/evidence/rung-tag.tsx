import { CircleCheck, FileDown, FlaskConical, type LucideIcon, MailCheck, PenLine, Reply, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Rung } from '../../../src/contract/evidence.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Rung, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  practised: { tone: 'info', icon: FlaskConical },
  prepared: { tone: 'unknown', icon: FileDown },
  handed_to_smtp: { tone: 'ok', icon: Send },
  accepted_by_server: { tone: 'ok', icon: MailCheck },
  no_bounce_72h: { tone: 'ok', icon: CircleCheck },
  replied: { tone: 'ok', icon: Reply },
  signed: { tone: 'ok', icon: PenLine },
};

/** How strong a proof is. */
export function RungTag({ rung }: { rung: Rung }) {
  const { t } = useTranslation('evidenceScreen');
  return <StateTag {...LOOKS[rung]}>{t(`rung.${rung}`)}</StateTag>;
}
