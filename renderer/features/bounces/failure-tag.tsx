import { CircleSlash, Clock, type LucideIcon, ShieldX, ThumbsDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BounceClass, BounceRow } from '../../../src/contract/bounces.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<BounceClass, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  temporary: { tone: 'attention', icon: Clock },
  permanent: { tone: 'stopped', icon: CircleSlash },
  blocked: { tone: 'info', icon: ShieldX },
};

/** Whether it may still arrive, never will, or was refused for the sender; or that somebody complained. */
export function FailureTag({ row }: { row: Pick<BounceRow, 'kind' | 'class'> }) {
  const { t } = useTranslation('bounces');
  if (row.kind === 'complaint') {
    return (
      <StateTag tone="stopped" icon={ThumbsDown}>
        {t('kind.complaint')}
      </StateTag>
    );
  }
  return <StateTag {...LOOKS[row.class]}>{t(`class.${row.class}`)}</StateTag>;
}
