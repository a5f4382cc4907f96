import { useTranslation } from 'react-i18next';

/** Hours in words of whole units: minutes below an hour, hours below two days, then days. */
export function delayWords(language: string, hours: number): string {
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: name === 'day' && value < 10 ? 1 : 0 }).format(
      value,
    );
  if (hours < 1) return unit(Math.ceil(hours * 60), 'minute');
  return hours < 48 ? unit(hours, 'hour') : unit(hours / 24, 'day');
}

/** The same in the language of the screens. */
export function useDelayWords(): (hours: number) => string {
  const { i18n } = useTranslation();
  return (hours) => delayWords(i18n.language, hours);
}
