import { Ban, CircleSlash, Gauge, KeyRound, MailX, Pause } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { LogLines } from '../logs/index.ts';
import type { Mark } from './use-timeline.ts';

const ICONS = { first_block: CircleSlash, first_content: MailX, limit: Gauge, suspended: Ban, held: Pause, login_blocked: KeyRound } as const;
/** How many are shown before somebody asks for the rest. */
const FIRST = 6;

/** The marks of the timeline in words, by their numbers; each can be chosen as the moment. */
export function MarkList({ marks, onChoose }: { marks: readonly Mark[]; onChoose(at: number): void }) {
  const { t } = useTranslation('culpritsScreen');
  const [all, setAll] = useState(false);
  if (marks.length === 0) return <p className="soft">{t('marks.none')}</p>;
  const shown = all ? marks : marks.slice(0, FIRST);
  return (
    <div className="stack" data-gap="s">
      <ol className="marks">
        {shown.map((mark, index) => (
          <MarkLine key={`${mark.kind} ${mark.account} ${mark.line.at}`} mark={mark} number={index + 1} onChoose={onChoose} />
        ))}
      </ol>
      {marks.length > shown.length && (
        <div>
          <Button variant="quiet" onPress={() => setAll(true)}>
            {t('marks.more', { count: marks.length - shown.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function MarkLine({ mark: { kind, account, line }, number, onChoose }: { mark: Mark; number: number; onChoose(at: number): void }) {
  const { t } = useTranslation('culpritsScreen');
  const { dateTime } = useFormat();
  const Icon = ICONS[kind];
  const what = account === '' ? t(`marks.kind.${kind}`) : t('marks.of', { what: t(`marks.kind.${kind}`), account });
  return (
    <li className="mark">
      <span className="mark-number figure" data-kind={kind} aria-hidden>
        {number}
      </span>
      <div>
        <p>
          <Icon size={16} aria-hidden /> {what} <span className="soft small">{dateTime(line.at)}</span>
        </p>
        <details className="fold">
          <summary>{t('marks.line')}</summary>
          <LogLines lines={[line]} />
        </details>
      </div>
      <Button variant="quiet" aria-label={t('marks.chooseOf', { what, when: dateTime(line.at) })} onPress={() => onChoose(Date.parse(line.at))}>
        {t('marks.choose')}
      </Button>
    </li>
  );
}
