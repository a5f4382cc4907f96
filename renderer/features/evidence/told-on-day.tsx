import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToldOnState } from '../../../src/contract/evidence.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { type BarPart, StackedBar } from '../../ui/stacked-bar.tsx';
import { PRESETS, presetDay } from './day-presets.rules.ts';
import { HostFilter } from './host-filter.tsx';
import { ReportMenu } from './report-menu.tsx';
import { ToldList } from './told-list.tsx';

const STATES = [
  { id: 'told', tone: 'ok' },
  { id: 'older', tone: 'attention' },
  { id: 'not_told', tone: 'stopped' },
  { id: 'no_policy', tone: 'unknown' },
] as const satisfies readonly (Pick<BarPart, 'tone'> & { id: ToldOnState })[];

/** The day, its figures, and everybody of it. */
export function ToldOnDay({ today, zone }: { today: string; zone: string }) {
  const { t } = useTranslation('evidenceScreen');
  const [on, setOn] = useState(today);
  const [hostId, setHostId] = useState<HostId>();
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<ToldOnState[]>([]);
  const input = { on, search: useDeferredValue(search), only, ...(hostId !== undefined && { hostId }) };
  const rows = useWindowedRows({
    queryKey: orpc.evidence.toldOn.key({ input }),
    load: (window, signal) => client.evidence.toldOn({ ...input, ...window }, { signal }),
  });
  return (
    <>
      <div className="day-choice">
        <DateField label={t('told.day')} value={on} max={today} onChange={(day) => day !== null && setOn(day > today ? today : day)} />
        <Presets today={today} onChoose={setOn} />
        <HostFilter value={hostId} onChange={setHostId} />
      </div>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {rows.head !== undefined && <DayFigures on={on} zone={zone} counts={rows.head.counts} actions={<ReportMenu on={on} hostId={hostId} />} />}
      <ToldList rows={rows} search={search} onSearch={setSearch} only={only} onOnly={setOnly} />
    </>
  );
}

function Presets({ today, onChoose }: { today: string; onChoose(day: string): void }) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <fieldset className="presets">
      <legend className="visually-hidden">{t('told.presets')}</legend>
      {PRESETS.map((preset) => (
        <Button key={preset} variant="quiet" onPress={() => onChoose(presetDay(preset, today))}>
          {t(`told.${preset}`)}
        </Button>
      ))}
    </fieldset>
  );
}

interface DayFiguresProps {
  on: string;
  zone: string;
  counts: Record<ToldOnState, number>;
  actions: ReactNode;
}

function DayFigures({ on, zone, counts, actions }: DayFiguresProps) {
  const { t } = useTranslation('evidenceScreen');
  const { number, list, date } = useFormat();
  const parts = STATES.map((state): BarPart => ({ ...state, label: t(`toldState.${state.id}`), count: counts[state.id] }));
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const said = list(parts.filter(({ count }) => count > 0).map(({ label, count }) => `${label} ${number(count)}`));
  return (
    <section className="card" aria-labelledby="day">
      <div className="card-head">
        <h2 id="day">{t('told.heading', { date: date(on) })}</h2>
        <div className="row">{actions}</div>
      </div>
      {all === 0 ? (
        <div>
          <p>{t('told.none')}</p>
          <p className="soft">{t('told.noneWhy')}</p>
        </div>
      ) : (
        <>
          <p>{t('told.counted', { count: all })}</p>
          <StackedBar parts={parts} summary={t('told.summary', { date: date(on), parts: said })} />
        </>
      )}
      <p className="soft small prose">{t('told.source', { zone })}</p>
    </section>
  );
}
