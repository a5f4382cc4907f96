import { useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { FileText, FolderPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { Verdict } from '../../../src/contract/culprits.ts';
import { type LogId, VerdictId } from '../../../src/contract/ids.ts';
import { askedFirst } from '../../../src/shared/asked-first.ts';
import { stoppedByHost } from '../../../src/shared/culprits.ts';
import { orpc } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { ZoneContext } from '../../i18n/zone.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { DataCard } from './data-card.tsx';
import { MomentCard } from './moment-card.tsx';
import { OthersCards } from './others-card.tsx';
import { OUTCOME_LOOKS } from './outcome-tag.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { SuspectCard } from './suspect-card.tsx';
import { nameOf } from './verdict-words.ts';
import './culprits.css';

/** What the data say of a moment: whom to ask first and why, who is not concerned, and what the data lack. */
export function VerdictScreen() {
  const { t } = useTranslation('culpritsScreen');
  const id = VerdictId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('verdict.notFound')}>{null}</Page>;
  return <VerdictById key={id.data} id={id.data} />;
}

function VerdictById({ id }: { id: VerdictId }) {
  const { t } = useTranslation('culpritsScreen');
  const query = useQuery(orpc.culprits.get.queryOptions({ input: { id } }));
  if (query.data === undefined) {
    return (
      <Page title={t('verdict.title')} parent={{ to: '/incidents/causes', label: t('title') }}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  return (
    <ZoneContext value={query.data.zone}>
      <Found verdict={query.data} />
    </ZoneContext>
  );
}

/** Everything is told in the zone of the server, as the lines of its log are. */
function Found({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const { dateTime, span, zoneAt } = useFormat();
  const { at, counted, packName } = verdict;
  const values = { pack: packName, span: span(counted.from, counted.to), zone: zoneAt(at) };
  return (
    <Page
      title={t('verdict.of', { when: dateTime(at) })}
      parent={{ to: '/incidents/causes', label: t('title') }}
      intro={t(packName === '' ? 'verdict.counted' : 'verdict.countedOfPack', values)}
      actions={<Actions verdict={verdict} />}
    >
      <Content verdict={verdict} />
    </Page>
  );
}

function Content({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const [pair, setPair] = useState<readonly [string, string]>();
  const logId = verdict.sources.find((source) => source.logId !== null)?.logId ?? null;
  const named = verdict.suspects.filter(({ label }) => label !== null);
  const compare = (account: string) => {
    const other = verdict.suspects.find((suspect) => suspect.account !== account);
    if (other !== undefined) setPair([account, other.account]);
  };
  return (
    <>
      <Outcome verdict={verdict} />
      {named.length > 0 && (
        <section className="stack" aria-label={t('suspects.title')}>
          <h2>{t('suspects.title')}</h2>
          {named.map((suspect) => (
            <SuspectCard
              key={suspect.account}
              suspect={suspect}
              verdict={verdict}
              logId={logId}
              onCompare={verdict.suspects.length > 1 ? () => compare(suspect.account) : undefined}
            />
          ))}
        </section>
      )}
      <OthersCards verdict={verdict} logId={logId} />
      <AnotherMoment verdict={verdict} />
      <DataCard verdict={verdict} />
      {pair !== undefined && <CompareDialog verdict={verdict} first={pair} onClose={() => setPair(undefined)} />}
    </>
  );
}

function Outcome({ verdict }: { verdict: Verdict }) {
  const { outcome, suspects, sites, sitesOf } = verdict;
  const { t } = useTranslation(['culpritsScreen', 'culprits']);
  const { list } = useFormat();
  const { tone, icon: Icon } = OUTCOME_LOOKS[outcome];
  const names = askedFirst(suspects).map(nameOf);
  const stopped = stoppedByHost(verdict);
  return (
    <section className="outcome" data-tone={tone} aria-label={t('verdict.title')}>
      <Icon size={28} aria-hidden />
      <div className="stack" data-gap="s">
        <h2>{t(`culprits:outcome.${outcome}`)}</h2>
        {names.length > 0 && <p className="outcome-names">{t('verdict.askFirst', { names: list(names.slice(0, 3)) })}</p>}
        <p className="prose">{t(`culprits:outcomeWhy.${outcome}`)}</p>
        {stopped > 0 && <p className="prose">{t('culprits:stoppedByHost', { count: stopped })}</p>}
        {sites > 1 && <p className="prose">{t(`verdict.sites.${sitesOf}`, { count: sites })}</p>}
        {outcome !== 'strong' && names.length > 0 && <p className="soft small prose">{t('verdict.noJudgement')}</p>}
      </div>
    </section>
  );
}

function Actions({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const [open, setOpen] = useState<'report' | 'remove'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button variant="quiet" icon={Trash2} onPress={() => setOpen('remove')}>
        {t('verdict.remove')}
      </Button>
      <LinkButton to={`/incidents/new/verdicts/${verdict.id}`} icon={FolderPlus}>
        {t('verdict.case')}
      </LinkButton>
      <Button variant="primary" icon={FileText} onPress={() => setOpen('report')}>
        {t('report.open')}
      </Button>
      {open === 'report' && <ReportDialog id={verdict.id} onClose={close} />}
      {open === 'remove' && <RemoveDialog verdict={verdict} onClose={close} />}
    </>
  );
}

function RemoveDialog({ verdict: { id, at }, onClose }: { verdict: Verdict; onClose(): void }) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { dateTime } = useFormat();
  const [, navigate] = useLocation();
  const remove = useMutation(
    orpc.culprits.remove.mutationOptions({
      onSuccess: () => {
        toast({ text: t('verdict.removed') });
        navigate('/incidents/causes');
      },
      onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
    }),
  );
  return (
    <Dialog
      title={t('verdict.removeOf', { when: dateTime(at) })}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate({ id })}>
            {t('verdict.remove')}
          </Button>
        </>
      }
    >
      <p className="prose">{t('verdict.removeWhy')}</p>
    </Dialog>
  );
}

/** The same data at another moment or over another window: a new analysis, beside this one. */
function AnotherMoment({ verdict: { at, windowMinutes, packId, sources } }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const [isOpen, setOpen] = useState(false);
  const ids = sources.flatMap((source): LogId[] => (source.logId === null ? [] : [source.logId]));
  const logs = useQueries({ queries: ids.map((id) => ({ ...orpc.logs.get.queryOptions({ input: { id } }), retry: false, enabled: isOpen })) });
  const found = logs.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const isReady = logs.every(({ isSuccess, isError }) => isSuccess || isError);
  return (
    <Card>
      <details className="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('verdict.another')}</summary>
        {isOpen && isReady && <MomentCard logs={found} packId={packId} start={{ at, windowMinutes }} />}
      </details>
    </Card>
  );
}
