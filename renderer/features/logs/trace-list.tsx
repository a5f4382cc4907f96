import { AtSign, FileCode2, Globe, KeyRound, Mail, ShieldX, TextQuote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LogTrace } from '../../../src/contract/logs.ts';
import { useFormat } from '../../i18n/format.ts';
import { StateTag } from '../../ui/display.tsx';
import { IconLine, IconList } from '../../ui/icon-list.tsx';
import { LogLines } from './log-lines.tsx';
import './logs.css';

const ICONS = { script: FileCode2, login: KeyRound, sender: AtSign, subject: TextQuote, destination: Globe, refused_login: ShieldX } as const;

/** What an account sends with: scripts, mailboxes, senders, subjects, where to. `withLines`: with the first place each was seen at. */
export function TraceList({ traces, withLines = false }: { traces: readonly LogTrace[]; withLines?: boolean }) {
  return (
    <div className="traces">
      <IconList>
        {traces.map((trace) => (
          <Trace key={`${trace.kind} ${trace.value}`} trace={trace} withLines={withLines} />
        ))}
      </IconList>
    </div>
  );
}

function Trace({ trace: { kind, value, foreign, messages, recipients, failed, sources, first, lastAt }, withLines }: { trace: LogTrace; withLines: boolean }) {
  const { t } = useTranslation('logs');
  const { dateTime, number } = useFormat();
  const figures = [
    ...(kind === 'refused_login' ? [t('trace.refused', { count: messages })] : [t('trace.messages', { count: messages })]),
    ...(recipients > 0 ? [t('trace.recipients', { count: recipients })] : []),
    ...(failed > 0 ? [t('trace.failed', { count: failed })] : []),
    ...(sources > 1 ? [t('trace.sources', { count: sources })] : []),
  ];
  return (
    <IconLine icon={ICONS[kind] ?? Mail} tone="unknown">
      <p>
        <span className="soft small">{t(`trace.kind.${kind}`)}</span> <code className="code">{value}</code>{' '}
        {kind === 'sender' && foreign && <StateTag tone="attention">{t('trace.foreign')}</StateTag>}
      </p>
      <p className="soft small figure">{figures.join(' · ')}</p>
      <p className="soft small">{t('trace.span', { first: dateTime(first.at), last: dateTime(lastAt) })}</p>
      {withLines && (
        <details className="fold">
          <summary>{t('trace.firstLine', { line: number(first.line) })}</summary>
          <LogLines lines={[first]} />
        </details>
      )}
    </IconLine>
  );
}
