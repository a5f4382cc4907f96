import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';

interface FigureProps {
  value: number | null;
  /** False: nobody has read anything of it yet. */
  isRead: boolean;
  isBytes?: boolean;
}

/** A count, or in words why there is none: it is never written as 0. */
export function Figure({ value, isRead, isBytes = false }: FigureProps) {
  const { t } = useTranslation('usage');
  const { number, fileSize } = useFormat();
  if (value === null) return <span className="soft small">{t(isRead ? 'notPublished' : 'notRead')}</span>;
  return isBytes ? fileSize(value) : number(value);
}
