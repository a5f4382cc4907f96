import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { OutboxId } from '../../../src/contract/ids.ts';
import { OutboxRow, OutboxState, type OutboxSummary } from '../../../src/contract/outbox.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/choice.tsx';
import { EmptyState, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Destinations } from './destinations.tsx';
import { OutboxList } from './outbox-list.tsx';
import { RestoredPause } from './restored-pause.tsx';
import { SendingNow } from './sending-now.tsx';
import { SendingTabs } from './sending-tabs.tsx';
import { Trouble } from './trouble.tsx';

const KINDS = OutboxRow.shape.kind.options;
type Kind = (typeof KINDS)[number];
type State = OutboxSummary['counts'] extends Partial<Record<infer S, number>> ? S : never;

/** Everything that leaves, live. */
export function SendingScreen() {
  const { t } = useTranslation('sending');
  const asked = OutboxId.safeParse(useParams<{ id?: string }>().id);
  const summary = useQuery(orpc.outbox.summary.queryOptions({ input: {} }));
  const [states, setStates] = useState<State[]>([]);
  const [kinds, setKinds] = useState<Kind[]>([]);
  return (
    <Page title={t('title')} wide>
      <SendingTabs />
      <Loaded query={summary}>
        {(now) => (
          <>
            {now.pausedBecause === 'restored' && <RestoredPause />}
            {now.trouble !== null && <Trouble trouble={now.trouble} isPaused={now.paused} />}
            <SendingNow summary={now} />
            <Destinations destinations={now.destinations} />
            {now.counts.uncertain > 0 && <Uncertain count={now.counts.uncertain} onShow={() => setStates(['uncertain'])} />}
          </>
        )}
      </Loaded>
      <OutboxList
        label={t('list')}
        states={states}
        kinds={kinds}
        filters={
          <>
            <StateChips counts={summary.data?.counts} value={states} onChange={setStates} />
            <KindChips value={kinds} onChange={setKinds} />
          </>
        }
        empty={
          <EmptyState icon={Send} title={t('emptyOutbox.title')} actions={<LinkButton to="/notices">{t('emptyOutbox.toSend')}</LinkButton>}>
            {t('emptyOutbox.why')}
          </EmptyState>
        }
        openId={asked.data}
      />
    </Page>
  );
}

/** What messages are; as in the drawer. */
function KindChips({ value, onChange }: { value: Kind[]; onChange(value: Kind[]): void }) {
  const { t } = useTranslation('sending');
  return <FilterChips label={t('show.kinds')} value={value} onChange={onChange} options={KINDS.map((id) => ({ id, label: t(`show.${id}`) }))} />;
}

/** Only states that occur, and those that are chosen. */
function StateChips({ counts, value, onChange }: { counts: OutboxSummary['counts'] | undefined; value: State[]; onChange(value: State[]): void }) {
  const { t } = useTranslation('sending');
  const options = OutboxState.options
    .map((id) => ({ id, label: id === 'sent' ? t('show.left') : t(`state.${id}`), count: counts?.[id] ?? 0 }))
    .filter(({ id, count }) => count > 0 || value.includes(id));
  return options.length === 0 ? null : <FilterChips label={t('show.label')} options={options} value={value} onChange={onChange} />;
}

function Uncertain({ count, onShow }: { count: number; onShow(): void }) {
  const { t } = useTranslation('sending');
  return (
    <Notice tone="attention" title={t('uncertain.title', { count })} actions={<Button onPress={onShow}>{t('uncertain.show')}</Button>}>
      {t('uncertain.why')}
    </Notice>
  );
}
