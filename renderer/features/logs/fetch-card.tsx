import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { DAY_MS } from '../../../src/shared/durations.ts';
import { client, orpc } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateTimeField } from '../../ui/date-field.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { clockText, momentOfClock } from './clock.rules.ts';

/** Reads delivery events from the panel of a pack, message by message, where no log file can be had. Nothing while no pack is connected. */
export function FetchCard({ onTaken }: { onTaken(log: LogSummary): void }) {
  const { t } = useTranslation('logs');
  const connections = useQuery(orpc.connections.list.queryOptions({ input: {} })).data ?? [];
  const reading = useStream(client.logs.fetch);
  const [chosen, setChosen] = useState<string>();
  const [span, setSpan] = useState<Span>(lastDays);
  const connection = connections.find(({ packId }) => packId === chosen) ?? connections[0];
  if (connection === undefined) return null;
  const { from, to } = span;
  const read = async () => {
    if (from === null || to === null) return;
    const log = await reading.run({ packId: connection.packId, from: instantOf(from), to: instantOf(to) });
    if (log !== undefined) onTaken(log);
  };
  return (
    <Card title={t('fetch.title')}>
      <p className="soft prose">{t('fetch.why')}</p>
      <div className="fields-across">
        <Select
          label={t('fetch.pack')}
          value={connection.packId}
          onChange={setChosen}
          options={connections.map(({ packId, packName, hostName }) => ({ id: packId, label: packName, hint: hostName }))}
        />
        <SpanFields span={span} onChange={setSpan} />
      </div>
      {reading.status === 'running' ? (
        <ProgressPanel title={t('fetch.running')} progress={reading.progress} startedAt={reading.startedAt} onCancel={reading.cancel} />
      ) : (
        <div className="row">
          <Button icon={Download} isDisabled={isWrong(span)} onPress={() => void read()}>
            {t('fetch.do')}
          </Button>
        </div>
      )}
      {reading.status === 'failed' && <ErrorNotice error={reading.error} />}
    </Card>
  );
}

/** On the clock of this machine; null = not complete. */
interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

function lastDays(): Span {
  return { from: clockText(Date.now() - 3 * DAY_MS, ZONE_HERE), to: clockText(Date.now(), ZONE_HERE) };
}

function instantOf(text: string): string {
  return new Date(momentOfClock(text, ZONE_HERE)).toISOString();
}

function isWrong({ from, to }: Span): boolean {
  return from === null || to === null || from >= to;
}

function SpanFields({ span, onChange }: { span: Span; onChange(span: Span): void }) {
  const { t } = useTranslation('logs');
  const { from, to } = span;
  return (
    <>
      <DateTimeField label={t('fetch.from')} value={from} onChange={(next) => onChange({ from: next, to })} />
      <DateTimeField
        label={t('fetch.to')}
        value={to}
        onChange={(next) => onChange({ from, to: next })}
        error={from !== null && to !== null && from >= to ? t('fetch.spanWrong') : undefined}
      />
    </>
  );
}
