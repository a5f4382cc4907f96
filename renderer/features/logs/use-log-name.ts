import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { useFormat } from '../../i18n/format.ts';

/** What a log is called: its pack, or its first file and how many more. */
export function useLogName(): (log: Pick<LogSummary, 'packName' | 'files'>) => string {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  return ({ packName, files }) => {
    const [first] = files;
    const name =
      first === undefined ? t('fromPanel') : files.length === 1 ? first.name : t('nameAndMore', { name: first.name, number: number(files.length - 1) });
    return packName === '' ? name : t('nameOfPack', { pack: packName, name });
  };
}
