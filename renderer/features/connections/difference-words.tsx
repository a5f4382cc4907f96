import { CircleFadingPlus, Ghost, type LucideIcon, Pencil, RefreshCcwDot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import { StateTag } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

const LOOKS: Readonly<Record<Difference['kind'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  new: { tone: 'info', icon: CircleFadingPlus },
  changed: { tone: 'attention', icon: Pencil },
  missing: { tone: 'unknown', icon: Ghost },
  recreated: { tone: 'attention', icon: RefreshCcwDot },
};

/** In what an account differs. */
export function DifferenceTag({ kind }: Pick<Difference, 'kind'>) {
  const { t } = useTranslation('connections');
  return <StateTag {...LOOKS[kind]}>{t(`differences.kind.${kind}`)}</StateTag>;
}

/** "Plan: Basic → Business", one after the other. */
export function useChangeWords(): (changes: Difference['changes']) => string[] {
  const { t } = useTranslation('connections');
  const none = t('differences.nothing');
  return (changes) => changes.map(({ field, before, after }) => t(`differences.change.${field}`, { before: before || none, after: after || none }));
}

/** Whose account it becomes when it is taken over. */
export function useMatchWords(): (difference: Pick<Difference, 'match' | 'kind' | 'hosted'>) => string {
  const { t } = useTranslation('connections');
  return ({ match, kind, hosted }) => {
    if (match === null && hosted.clientId !== null) return t('differences.of', { client: hosted.clientName });
    if (match === null) return t(kind === 'missing' ? 'differences.matchNobody' : 'differences.matchNew');
    return t(`differences.match.${match.by}`, { client: match.name });
  };
}
