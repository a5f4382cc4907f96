import { Bot, CircleCheck, CircleSlash, CircleX, Eye, type LucideIcon, MailWarning, ThumbsDown, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReplyVerdict } from '../../../src/contract/acknowledgements.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<ReplyVerdict, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  acknowledged: { tone: 'ok', icon: CircleCheck },
  to_read: { tone: 'attention', icon: Eye },
  declined: { tone: 'unknown', icon: CircleX },
  auto_reply: { tone: 'unknown', icon: Bot },
  bounce: { tone: 'stopped', icon: Undo2 },
  complaint: { tone: 'stopped', icon: ThumbsDown },
  delivery_report: { tone: 'unknown', icon: MailWarning },
  unrelated: { tone: 'unknown', icon: CircleSlash },
};

/** What a mail that came in is. */
export function VerdictTag({ verdict }: { verdict: ReplyVerdict }) {
  const { t } = useTranslation('replies');
  return <StateTag {...LOOKS[verdict]}>{t(`verdict.${verdict}`)}</StateTag>;
}
