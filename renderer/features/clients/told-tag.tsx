import { CircleCheck, CircleDashed, CircleSlash, Clock, FilePenLine, FlaskConical, type LucideIcon, MailWarning, OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Told } from '../../../src/contract/clients.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Told, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  told: { tone: 'ok', icon: CircleCheck },
  practised: { tone: 'info', icon: FlaskConical },
  queued: { tone: 'info', icon: Clock },
  failed: { tone: 'stopped', icon: OctagonX },
  due: { tone: 'attention', icon: CircleDashed },
  blocked: { tone: 'stopped', icon: MailWarning },
  no_policy: { tone: 'unknown', icon: FilePenLine },
  none: { tone: 'unknown', icon: CircleSlash },
};

/** What a client has been told: icon, word and colour. */
export function ToldTag({ told }: { told: Told }) {
  const { t } = useTranslation('clients');
  const { tone, icon } = LOOKS[told];
  return (
    <StateTag tone={tone} icon={icon}>
      {t(`told.${told}`)}
    </StateTag>
  );
}
