import { CircleCheck, FileDown, FlaskConical, type LucideIcon, MailCheck, PenLine, PhoneCall, Reply, Send, SquareCheck, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRow, Rung } from '../../../src/contract/evidence.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { STEPS, stepOf } from './strength.rules.ts';
import './evidence.css';

const LOOKS: Readonly<Record<Rung, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  practised: { tone: 'info', icon: FlaskConical },
  prepared: { tone: 'unknown', icon: FileDown },
  noted: { tone: 'unknown', icon: PhoneCall },
  handed_to_smtp: { tone: 'ok', icon: Send },
  accepted_by_server: { tone: 'ok', icon: MailCheck },
  no_bounce_72h: { tone: 'ok', icon: CircleCheck },
  replied: { tone: 'ok', icon: Reply },
  ticked_at_order: { tone: 'ok', icon: SquareCheck },
  signed: { tone: 'ok', icon: PenLine },
};

/** What kind of proof it is. */
export function RungTag({ rung }: { rung: Rung }) {
  const { t } = useTranslation('evidenceScreen');
  return <StateTag {...LOOKS[rung]}>{t(`rung.${rung}`)}</StateTag>;
}

/** What kind of proof it was, unless it stands no more because its message came back: then that. */
export function ProofTag({ row: { rung, returned } }: { row: Pick<EvidenceRow, 'rung' | 'returned'> }) {
  const { t } = useTranslation('evidenceScreen');
  if (!returned) return <RungTag rung={rung} />;
  return (
    <StateTag tone="attention" icon={Undo2}>
      {t('returned.tag')}
    </StateTag>
  );
}

/** How strong a proof is, as steps that are filled; said in words to screen readers. */
export function Strength({ rung }: { rung: Rung }) {
  const { t } = useTranslation('evidenceScreen');
  const step = stepOf(rung);
  const words = step === 0 ? t('ladder.proves') : t('ladder.strength', { step, steps: STEPS });
  return (
    <span className="strength" role="img" aria-label={words} title={words}>
      {Array.from({ length: STEPS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
        <span key={index} data-filled={index < step ? true : undefined} />
      ))}
    </span>
  );
}
