import { Ban, CircleHelp, OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListAnswer, ListState } from '../../../src/contract/blocklists.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const TONES = { listed: 'stopped', not_listed: 'ok', refused: 'attention', no_answer: 'unknown' } as const satisfies Record<ListState, Tone>;
const ICONS = { listed: OctagonX, refused: Ban, no_answer: CircleHelp } as const;

/** One of the four answers, or that nobody asked yet: icon and word. */
export function AnswerTag({ state }: { state: ListState | 'never' }) {
  const { t } = useTranslation('blocklists');
  if (state === 'never') return <StateTag tone="unknown">{t('state.never')}</StateTag>;
  return (
    <StateTag tone={TONES[state]} {...(state !== 'not_listed' && { icon: ICONS[state] })}>
      {t(`state.${state}`)}
    </StateTag>
  );
}

/** What codes say, in words: the part of the list as it calls it itself, and what it means. */
export function useMeaning(): (answer: Pick<ListAnswer, 'codes'>) => string {
  const { t } = useTranslation('blocklists');
  return ({ codes }) => codes.map(({ part, meaning }) => (part === '' ? t(`meaning.${meaning}`) : `${part}: ${t(`meaning.${meaning}`)}`)).join('; ');
}
