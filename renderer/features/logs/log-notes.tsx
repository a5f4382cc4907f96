import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { isAhead } from '../../../src/shared/ahead.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice } from '../../ui/display.tsx';

const MANY_SKIPPED = 0.2;

/** What should be known before figures of a log are trusted: that it is hardly one, that it is ahead of the clock, and what of its files was not, or not wholly, read. */
export function LogNotes({ log }: { log: LogSummary }) {
  return (
    <>
      <HardlyUnderstood {...log} />
      <Ahead {...log} />
      <FileNotes files={log.files} />
    </>
  );
}

function HardlyUnderstood({ lines, skipped }: Pick<LogSummary, 'lines' | 'skipped'>) {
  const { t } = useTranslation('logs');
  const { percent } = useFormat();
  const share = skipped / Math.max(1, lines);
  if (share < MANY_SKIPPED) return null;
  return (
    <Notice tone="attention" title={t('notes.notUnderstood', { share: percent(100 * share) })}>
      <p>{t('notes.notUnderstoodWhy')}</p>
    </Notice>
  );
}

/** Not refused: the clock of this computer may be wrong as well as what was chosen. */
function Ahead({ to, readAt }: Pick<LogSummary, 'to' | 'readAt'>) {
  const { t } = useTranslation('logs');
  const { dateTime } = useFormat();
  if (to === null || !isAhead(to, readAt)) return null;
  return (
    <Notice tone="attention" title={t('notes.ahead')}>
      <p>{t('notes.aheadWhy', { to: dateTime(to), readAt: dateTime(readAt) })}</p>
    </Notice>
  );
}

function FileNotes({ files }: Pick<LogSummary, 'files'>) {
  const { t } = useTranslation('logs');
  const notes = files.flatMap(({ name, notes: of }) => of.map((note) => ({ name, ...note })));
  if (notes.length === 0) return null;
  const isGrave = notes.some(({ kind }) => kind === 'cut' || kind === 'overlap');
  return (
    <Notice tone={isGrave ? 'attention' : 'info'} title={t('notes.files')}>
      <ul>
        {notes.map(({ name, kind, other }) => (
          <li key={`${name} ${kind} ${other}`}>{t(`notes.${kind}`, { name, other })}</li>
        ))}
      </ul>
    </Notice>
  );
}
