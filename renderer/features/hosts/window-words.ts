import { useTranslation } from 'react-i18next';

/** Windows of limits that hosts commonly use, in seconds, as option ids. */
export const WINDOWS = [
  { id: '60', words: 'minute' },
  { id: '3600', words: 'hour' },
  { id: '43200', words: 'halfDay' },
  { id: '86400', words: 'day' },
  { id: '604800', words: 'week' },
  { id: '2592000', words: 'month' },
] as const;

/** Words a window of so many seconds: "an hour", "90 seconds". */
export function useWindowWords(): (seconds: number) => string {
  const { t } = useTranslation('hosts');
  return (seconds) => {
    const common = WINDOWS.find(({ id }) => id === String(seconds));
    return common === undefined ? t('window.seconds', { count: seconds }) : t(`window.${common.words}`);
  };
}
