import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../src/contract/dossiers.ts';
import { useFormat } from '../../i18n/format.ts';
import { StateTag } from '../../ui/display.tsx';

const TONES = { draft: 'unknown', complete: 'info', given: 'attention', granted: 'ok', refused: 'stopped' } as const;

/** How a dossier stands; of a grant also that it ends soon or has ended. */
export function DossierTag({ dossier: { state, due, until, daysLeft } }: { dossier: DossierRow }) {
  const { t } = useTranslation('dossiers');
  const { date } = useFormat();
  if (due === 'expired' && until !== null) return <StateTag tone="stopped">{t('due.expired', { date: date(until) })}</StateTag>;
  if (due === 'renew' && daysLeft !== null) return <StateTag tone="attention">{t('due.renew', { count: daysLeft })}</StateTag>;
  return <StateTag tone={TONES[state]}>{t(`state.${state}`)}</StateTag>;
}
