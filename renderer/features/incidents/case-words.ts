import { Ban, Circle, CircleCheck, CircleMinus, Clock, Inbox, type LucideIcon, OctagonPause, PlugZap, Radar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { IncidentKind, IncidentRow, StepState } from '../../../src/contract/incidents.ts';
import { whatOf } from '../../../src/shared/case-what.ts';
import { useFormat } from '../../i18n/format.ts';

/** A kind of case, always beside its word. */
export const KIND_ICONS = {
  listing: Radar,
  suspension: OctagonPause,
  blocked_object: Ban,
  port_25: PlugZap,
  recipient: Inbox,
} as const satisfies Record<IncidentKind, LucideIcon>;

/** How a step stands, always beside its word. */
export const STATE_ICONS = { open: Circle, waiting: Clock, done: CircleCheck, not_needed: CircleMinus } as const satisfies Record<StepState, LucideIcon>;

/** What happened, in one sentence; where nobody said to what, with whom it is about, so that no two cases are called alike. */
export function useWhat(): (incident: Pick<IncidentRow, 'subject' | 'about'>) => string {
  const { t } = useTranslation('incidents');
  const { list } = useFormat();
  return ({ subject, about }) => {
    const { key, values, isNameless } = whatOf(subject);
    return isNameless && about.length > 0 ? `${t(`what.${key}`, values)} (${list(about)})` : t(`what.${key}`, values);
  };
}

/** Time and cost of a case or a step; empty = none was noted. */
export function useSpent(): (spent: { readonly minutes: number; readonly cents: number }) => string {
  const { t, i18n } = useTranslation('incidentsScreen');
  const { duration } = useFormat();
  const costs = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return ({ minutes, cents }) =>
    [minutes > 0 ? duration(minutes * 60) : '', cents > 0 ? t('head.cents', { cost: costs.format(cents / 100) }) : '']
      .filter((part) => part !== '')
      .join(' · ');
}
