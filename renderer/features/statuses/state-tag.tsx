import { CircleCheck, CircleHelp, CirclePause, type LucideIcon, MailX, OctagonX, ServerOff, ShieldBan } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostedState } from '../../../src/shared/panels.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<HostedState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  active: { tone: 'ok', icon: CircleCheck },
  mail_held: { tone: 'attention', icon: CirclePause },
  mail_suspended: { tone: 'stopped', icon: MailX },
  suspended: { tone: 'stopped', icon: OctagonX },
  locked: { tone: 'stopped', icon: ShieldBan },
  pack_suspended: { tone: 'stopped', icon: ServerOff },
  unknown: { tone: 'unknown', icon: CircleHelp },
};

/** The state of an account at its host. */
export function HostedStateTag({ state }: { state: HostedState }) {
  const { t } = useTranslation('statuses');
  return <StateTag {...LOOKS[state]}>{t(`state.${state}`)}</StateTag>;
}
