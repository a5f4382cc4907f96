import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { LogLine } from '../../../src/contract/logs.ts';
import { useFormat } from '../../i18n/format.ts';
import { DateTime } from '../../ui/time.tsx';
import './logs.css';

type Line = z.infer<typeof LogLine>;

/** Lines of a log as they stand there, each with its file and number. Names of recipients before the @ are left out. */
export function LogLines({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  return (
    <ul className="log-lines">
      {lines.map(({ file, line, at, text }) => (
        <li key={`${file} ${line} ${text}`}>
          <p className="soft small">
            {line > 0 ? t('line', { file, line: number(line) }) : file} · <DateTime at={at} />
          </p>
          <p className="log-line">{text}</p>
        </li>
      ))}
    </ul>
  );
}
