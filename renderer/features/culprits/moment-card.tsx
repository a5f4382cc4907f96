import { useQuery } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { AlertId, PackId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { client, orpc } from '../../client/client.ts';
import { describeError, isFailure } from '../../client/describe-error.ts';
import { useStream } from '../../client/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { useZone } from '../../i18n/zone.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DateTimeField } from '../../ui/date-field.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { clockText, momentOfClock } from '../logs/index.ts';
import { MarkList } from './mark-list.tsx';
import { nearestQuarter } from './timeline.rules.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { useTimeline } from './use-timeline.ts';
import { WindowChoice } from './window-choice.tsx';
import './culprits.css';

interface MomentProps {
  logs: readonly LogSummary[];
  /** With it, what was read from the panel counts as well. */
  packId: PackId | null;
  alertId?: AlertId;
  /** Where to begin instead of where the data say one should look first. */
  start?: { readonly at: string; readonly windowMinutes: number };
}

/** Chooses the moment and the window on a timeline, by pointer, keys or fields, and looks for the cause. */
export function MomentCard(props: MomentProps) {
  const { t } = useTranslation('culpritsScreen');
  const { logs, packId, alertId, start } = props;
  const input = { logIds: logs.map(({ id }) => id), packId, ...(alertId !== undefined && { alertId }) };
  const moment = useQuery({ ...orpc.culprits.moment.queryOptions({ input }), enabled: start === undefined, retry: false });
  const key = JSON.stringify(input);
  if (start !== undefined) return <Chooser key={key} {...props} first={start} because="" />;
  return (
    <Card title={t('moment.title')}>
      {isFailure(moment.error, 'nothing_to_judge') ? (
        <NothingToJudge packId={packId} sentence={describeError(moment.error).sentence} />
      ) : (
        <Loaded query={moment}>
          {({ at, because, account }) => (
            <Chooser
              key={key}
              {...props}
              first={{ at, windowMinutes: 24 * 60 }}
              because={t(`moment.because.${alertId !== undefined && because === 'most' ? 'alert' : because}`, {
                account: account || t('moment.someone'),
              })}
            />
          )}
        </Loaded>
      )}
    </Card>
  );
}

/** Without any data: how to come by some. */
function NothingToJudge({ packId, sentence }: { packId: PackId | null; sentence: string }) {
  const { t } = useTranslation('culpritsScreen');
  const hosts = useQuery({ ...orpc.hosts.list.queryOptions({ input: {} }), enabled: packId !== null }).data ?? [];
  const host = hosts.find(({ packs }) => packs.some(({ id }) => id === packId));
  const actions = host !== undefined && <LinkButton to={`/hosts/${host.id}/packs/${packId}`}>{t('moment.toPanel')}</LinkButton>;
  return (
    <Notice tone="info" actions={actions || undefined}>
      <p>{sentence}</p>
    </Notice>
  );
}

interface ChooserProps extends MomentProps {
  first: { readonly at: string; readonly windowMinutes: number };
  /** Why the moment stands where it stands; '' = somebody chose it. */
  because: string;
}

function Chooser({ logs, packId, first, because }: ChooserProps) {
  const { t } = useTranslation('culpritsScreen');
  const { zoneAt } = useFormat();
  const zone = useZone();
  const [start] = useState(() => nearestQuarter(Date.parse(first.at)));
  const [at, setAt] = useState(start);
  const [windowMinutes, setWindow] = useState(first.windowMinutes);
  const timeline = useTimeline(logs, packId, start);
  const clock = t('moment.clock', { zone: zoneAt(new Date(at).toISOString()) });
  return (
    <div className="stack">
      <p className="soft prose">{t('moment.why')}</p>
      {timeline ? (
        <TimelineChart timeline={timeline} at={at} windowMinutes={windowMinutes} onChoose={setAt} />
      ) : (
        <p className="soft">{t(timeline === null ? 'timeline.nothing' : 'timeline.loading')}</p>
      )}
      <div className="moment-fields">
        <DateTimeField
          label={t('moment.field')}
          hint={at === start && because !== '' ? `${because} ${clock}` : clock}
          value={clockText(at, zone)}
          onChange={(text) => text !== null && setAt(momentOfClock(text, zone))}
        />
        <WindowChoice minutes={windowMinutes} onChange={setWindow} />
      </div>
      <Judge input={{ at: new Date(at).toISOString(), windowMinutes, logIds: logs.map(({ id }) => id), packId }} />
      {timeline?.from === 'logs' && (
        <section className="stack" data-gap="s">
          <h3>{t('marks.title')}</h3>
          <MarkList marks={timeline.marks} onChoose={(moment) => setAt(nearestQuarter(moment))} />
        </section>
      )}
    </div>
  );
}

/** Looks for the cause of what is chosen, and goes to the answer. */
function Judge({ input }: { input: Parameters<typeof client.culprits.judge>[0] }) {
  const { t } = useTranslation('culpritsScreen');
  const judging = useStream(client.culprits.judge);
  const [, navigate] = useLocation();
  const judge = async () => {
    const verdict = await judging.run(input);
    if (verdict !== undefined) navigate(`/incidents/verdicts/${verdict.id}`);
  };
  return (
    <>
      {judging.status === 'running' ? (
        <ProgressPanel title={t('judge.running')} progress={judging.progress} startedAt={judging.startedAt} onCancel={judging.cancel} />
      ) : (
        <div className="row">
          <Button variant="primary" size="large" icon={ScanSearch} onPress={() => void judge()}>
            {t('judge.do')}
          </Button>
          <span className="soft small">{t('judge.why')}</span>
        </div>
      )}
      {judging.status === 'failed' && <ErrorNotice error={judging.error} />}
    </>
  );
}
