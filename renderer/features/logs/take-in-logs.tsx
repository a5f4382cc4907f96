import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../src/contract/common.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { Select } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { FilesDrop } from '../../ui/file-drop.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { TimeZoneField } from '../../ui/time-zone-field.tsx';
import { FILES_AT_ONCE, type Intake, type IntakeFormat, useLogIntake } from './use-log-intake.ts';
import './logs.css';

const FORMATS = ['auto', 'exim', 'postfix', 'events'] as const satisfies readonly IntakeFormat[];
const NO_PACK = 'none';

interface TakeInProps {
  /** Which pack the logs are of, where that is known already. */
  packId?: PackId;
  onTaken(log: LogSummary): void;
}

/** Takes mail logs in: dropped or chosen, any number of files that belong together, compressed or not. */
export function TakeInLogs({ packId, onTaken }: TakeInProps) {
  const { t } = useTranslation('logs');
  const intake = useLogIntake();
  const [tooMany, setTooMany] = useState(false);
  const [how, setHow] = useState<Omit<Intake, 'files'>>({ packId: packId ?? null, format: 'auto', zone: '', year: null });
  const running = intake.status === 'running';
  const take = async (files: readonly File[]) => {
    if (running) return;
    setTooMany(files.length > FILES_AT_ONCE);
    if (files.length > FILES_AT_ONCE) return;
    const log = await intake.run({ ...how, files });
    if (log !== undefined) onTaken(log);
  };
  return (
    <Card title={t('take.title')}>
      <p className="soft prose">{t('take.why')}</p>
      {packId === undefined && <PackChoice value={how.packId} onChange={(chosen) => setHow({ ...how, packId: chosen })} />}
      {running ? (
        <Running key={intake.progress?.phase} progress={intake.progress} onCancel={intake.cancel} />
      ) : (
        <FilesDrop label={t('take.drop')} choose={t('take.choose')} onFiles={(files) => void take(files)} />
      )}
      {tooMany && <Notice tone="attention">{t('take.tooMany', { count: FILES_AT_ONCE })}</Notice>}
      {intake.status === 'cancelled' && <Notice tone="attention" title={t('take.stopped')} />}
      {intake.status === 'failed' && (
        <ErrorNotice error={intake.error}>{isFailure(intake.error, 'log_not_recognised') && <p>{t('take.notRecognised')}</p>}</ErrorNotice>
      )}
      <Details how={how} onChange={setHow} />
      <p className="soft small prose">{t('take.kept')}</p>
    </Card>
  );
}

/** Each part of the work is timed for itself: handing a file over says nothing of how long reading it takes. */
function Running(work: { progress: Progress | undefined; onCancel(): void }) {
  const { t } = useTranslation('logs');
  const [startedAt] = useState(() => performance.now());
  return <ProgressPanel title={t('take.running')} startedAt={startedAt} {...work} />;
}

function PackChoice({ value, onChange }: { value: PackId | null; onChange(packId: PackId | null): void }) {
  const { t } = useTranslation('logs');
  const packs = usePacks();
  if (packs.length === 0) return null;
  return (
    <Select
      label={t('take.pack')}
      hint={t('take.packHint')}
      value={value ?? NO_PACK}
      onChange={(id) => onChange(packs.find((pack) => pack.id === id)?.id ?? null)}
      options={[{ id: NO_PACK, label: t('take.noPack') }, ...packs.map(({ id, name, hostName }) => ({ id, label: name, hint: hostName }))]}
    />
  );
}

/** All packs, with the name of their host. */
function usePacks() {
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  return hosts.flatMap((host) => host.packs.map(({ id, name }) => ({ id, name, hostName: host.name })));
}

function Details({ how, onChange }: { how: Omit<Intake, 'files'>; onChange(how: Omit<Intake, 'files'>): void }) {
  const { t } = useTranslation('logs');
  return (
    <details className="fold">
      <summary>{t('take.details')}</summary>
      <div className="stack">
        <p className="soft prose">{t('take.detailsWhy')}</p>
        <Select
          label={t('take.format')}
          value={how.format}
          onChange={(format) => onChange({ ...how, format })}
          options={FORMATS.map((id) => ({ id, label: t(`formatChoice.${id}`) }))}
        />
        <TimeZoneField
          label={t('take.zone')}
          hint={t('take.zoneHint')}
          none={t('take.zoneNone')}
          value={how.zone}
          onChange={(zone) => onChange({ ...how, zone })}
        />
        <NumberField
          label={t('take.year')}
          hint={t('take.yearHint')}
          value={how.year}
          onChange={(year) => onChange({ ...how, year })}
          minValue={1990}
          maxValue={2100}
          formatOptions={{ useGrouping: false }}
        />
      </div>
    </details>
  );
}
