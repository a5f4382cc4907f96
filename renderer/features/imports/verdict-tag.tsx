import { CircleMinus, CirclePlus, Equal, GitMerge, type LucideIcon, OctagonX, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../src/contract/imports.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Verdict, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  create: { tone: 'ok', icon: CirclePlus },
  update: { tone: 'info', icon: PencilLine },
  unchanged: { tone: 'unknown', icon: Equal },
  merge: { tone: 'info', icon: GitMerge },
  skip: { tone: 'unknown', icon: CircleMinus },
  reject: { tone: 'stopped', icon: OctagonX },
};

/** What happens to a row: icon, word and colour. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('imports');
  const { tone, icon } = LOOKS[verdict];
  return (
    <StateTag tone={tone} icon={icon}>
      {t(`verdict.${verdict}`)}
    </StateTag>
  );
}
