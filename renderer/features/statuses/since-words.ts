import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../../src/shared/language.ts';
import { useFormat } from '../../i18n/format.ts';
import { type Begun, sinceForm } from './since.rules.ts';

/** "on 22 November 2026 between 09:10 and 09:40": since when, never more exactly than it is known. */
export function useSinceWords(): (begun: Begun) => string {
  const { t, i18n } = useTranslation('statuses');
  const { dateTime } = useFormat();
  const { day, time } = useMemo(() => clockOf(i18n.language), [i18n.language]);
  return (begun) => {
    const told = sinceForm(begun, day);
    if ('at' in told) return t(`since.${told.form}`, { at: dateTime(told.at) });
    if (told.form === 'between') return t('since.between', { from: dateTime(told.from), to: dateTime(told.to) });
    return t('since.sameDay', { day: day(told.from), from: time(told.from), to: time(told.to) });
  };
}

/** The same in two short lines for a list: the moment, and below it how exactly it is known. */
export function useSinceLines(): (begun: Begun) => { readonly main: string; readonly below: string } {
  const { t, i18n } = useTranslation('statuses');
  const { dateTime } = useFormat();
  const { day, time } = useMemo(() => clockOf(i18n.language), [i18n.language]);
  return (begun) => {
    const told = sinceForm(begun, day);
    if ('at' in told) return { main: dateTime(told.at), below: told.form === 'at' ? '' : t(`sinceBrief.${told.form}`) };
    if (told.form === 'between') return { main: t('sinceBrief.after', { at: dateTime(told.from) }), below: t('sinceBrief.by', { at: dateTime(told.to) }) };
    return { main: day(told.from), below: t('sinceBrief.sameDay', { from: time(told.from), to: time(told.to) }) };
  };
}

function clockOf(language: string) {
  const days = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' });
  return { day: (instant: string) => days.format(new Date(instant)), time: (instant: string) => times.format(new Date(instant)) };
}
