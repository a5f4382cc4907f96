import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CirclePause, type LucideIcon, OctagonX, Pause, Play, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutboxSummary } from '../../../src/contract/outbox.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePaceWords } from './pace.ts';
import { useNow } from './use-now.ts';
import './sending.css';

type Standing = 'idle' | 'waiting' | 'paused' | 'stopped';

const ICONS: Readonly<Record<Standing, LucideIcon>> = { idle: CircleCheck, waiting: Send, paused: CirclePause, stopped: OctagonX };

/** What leaves now: in one sentence, with the way, the pace and whose it is, and the one switch. */
export function SendingNow({ summary }: { summary: OutboxSummary }) {
  const { t } = useTranslation('sending');
  const waiting = waitingOf(summary);
  const standing = standingOf(summary, waiting);
  const Icon = ICONS[standing];
  return (
    <section className="card sending-now" data-standing={standing} aria-labelledby="sending-now">
      <div className="row" data-justify="between">
        <div className="sending-head">
          <Icon size={28} aria-hidden />
          <div>
            <h2 id="sending-now">{standing === 'waiting' ? t('now.waiting', { count: waiting }) : t(`now.${standing}`)}</h2>
            <p className="soft">
              <Outlook summary={summary} waiting={waiting} standing={standing} />
            </p>
          </div>
        </div>
        {summary.pausedBecause !== 'restored' && <PauseButton paused={summary.paused} />}
      </div>
      <SendingFacts summary={summary} />
    </section>
  );
}

/** Messages that have not left yet and will. */
function waitingOf({ counts }: OutboxSummary): number {
  return counts.queued + counts.deferred + counts.sending;
}

function standingOf(summary: OutboxSummary, waiting: number): Standing {
  if (summary.paused) return 'paused';
  if (waiting === 0) return 'idle';
  return summary.trouble === null ? 'waiting' : 'stopped';
}

function Outlook({ summary, waiting, standing }: { summary: OutboxSummary; waiting: number; standing: Standing }) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const now = useNow();
  if (standing === 'idle') return t('now.idleWhy');
  if (standing === 'paused') return waiting === 0 ? t('now.emptyQueue') : t('now.pausedWhy', { count: waiting });
  if (standing === 'stopped') return t('now.waiting', { count: waiting });
  const { nextAt, emptyAt } = summary;
  const soon = nextAt === null || Date.parse(nextAt) - now < 1_000;
  const next = soon ? t('now.nextNow') : t('now.next', { when: format.relative(nextAt, now) });
  return emptyAt === null ? next : `${next} ${t('now.empty', { when: format.relative(emptyAt, now), at: format.dateTime(emptyAt) })}`;
}

function PauseButton({ paused }: { paused: boolean }) {
  const { t } = useTranslation('sending');
  const pause = useMutation(orpc.outbox.pause.mutationOptions());
  const resume = useMutation(orpc.outbox.resume.mutationOptions());
  const error = pause.error ?? resume.error;
  if (error !== null) return <ErrorNotice error={error} />;
  return paused ? (
    <Button variant="primary" icon={Play} isPending={resume.isPending} onPress={() => resume.mutate({})}>
      {t('now.resume')}
    </Button>
  ) : (
    <Button icon={Pause} isPending={pause.isPending} onPress={() => pause.mutate({})}>
      {t('now.pause')}
    </Button>
  );
}

function SendingFacts({ summary }: { summary: OutboxSummary }) {
  const { t } = useTranslation('sending');
  const { number } = useFormat();
  const paceWords = usePaceWords();
  const server = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.smtp.host ?? '';
  return (
    <dl className="sending-facts">
      <div>
        <dt>{t('fact.way')}</dt>
        <dd>{t(`way.${summary.transport}`, { server })}</dd>
      </div>
      <div>
        <dt>{t('fact.pace')}</dt>
        <dd>
          {paceWords(summary.pace)}{' '}
          <span className="soft small">
            (<PaceOwner pace={summary.pace} />)
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('fact.lastMinute')}</dt>
        <dd className="figure">{number(summary.sentLastMinute)}</dd>
      </div>
      <div>
        <dt>{t('fact.lastHour')}</dt>
        <dd className="figure">{number(summary.sentLastHour)}</dd>
      </div>
    </dl>
  );
}

function PaceOwner({ pace }: { pace: OutboxSummary['pace'] }) {
  const { t } = useTranslation('sending');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  if (pace.owner === 'own') return <a href="#/settings">{t('fact.paceOwn')}</a>;
  const host = hosts.data?.find(({ id }) => id === pace.hostId);
  return host === undefined ? t('fact.paceHostUnnamed') : <a href={`#/hosts/${host.id}`}>{t('fact.paceHost', { host: host.name })}</a>;
}
