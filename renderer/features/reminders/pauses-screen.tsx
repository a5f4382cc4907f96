import { useQuery } from '@tanstack/react-query';
import { Pause, Play, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, EmptyState, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { RemindersTabs } from './reminders-tabs.tsx';
import { useEndHold } from './use-holds.ts';
import { useDayWords, useHoldName } from './words.ts';

const LIMIT = 200;

/** Who gets no reminders for a while, why, by whose decision and until when. */
export function PausesScreen() {
  const { t } = useTranslation('reminders');
  const [adding, setAdding] = useState<Hold['kind']>();
  const active = useQuery(orpc.reminders.holds.queryOptions({ input: { limit: LIMIT } }));
  const past = useQuery(orpc.reminders.holds.queryOptions({ input: { limit: LIMIT, active: false } }));
  const buttons = (
    <>
      <Button icon={Pause} onPress={() => setAdding('pause')}>
        {t('hold.pause')}
      </Button>
      <Button variant="primary" icon={UserX} onPress={() => setAdding('exception')}>
        {t('hold.exception')}
      </Button>
    </>
  );
  return (
    <Page title={t('title')} actions={buttons} wide>
      <RemindersTabs />
      <Loaded query={active}>{({ rows, total }) => (total === 0 ? <Nobody /> : <ActiveHolds rows={rows} total={total} />)}</Loaded>
      <Loaded query={past}>{({ rows }) => <PastHolds rows={rows.filter((hold) => !hold.active)} />}</Loaded>
      {adding !== undefined && <HoldDialog kind={adding} onClose={() => setAdding(undefined)} />}
    </Page>
  );
}

function Nobody() {
  const { t } = useTranslation('reminders');
  return (
    <EmptyState icon={Play} title={t('holds.none')}>
      {t('holds.noneWhy')}
    </EmptyState>
  );
}

function useColumns(): readonly TableColumn<Hold>[] {
  const { t } = useTranslation('reminders');
  return [
    { id: 'who', header: t('holds.who'), cell: (hold) => <Who hold={hold} /> },
    {
      id: 'kind',
      header: t('holds.kind'),
      cell: ({ kind }) => (
        <StateTag tone="unknown" icon={kind === 'pause' ? Pause : UserX}>
          {t(`holds.kindOf.${kind}`)}
        </StateTag>
      ),
    },
    { id: 'reason', header: t('holds.reason'), cell: ({ reason }) => (reason === '' ? <span className="soft">{t('holds.noReason')}</span> : reason) },
    { id: 'by', header: t('holds.by'), cell: (hold) => <By hold={hold} /> },
  ];
}

function ActiveHolds({ rows, total }: { rows: readonly Hold[]; total: number }) {
  const { t } = useTranslation('reminders');
  const { short } = useDayWords();
  const columns = useColumns();
  return (
    <Card flush title={t('holds.active')}>
      <Table
        stacks
        label={t('holds.active')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          ...columns,
          {
            id: 'until',
            header: t('holds.until'),
            cell: ({ untilOn }) => (untilOn === null ? <span className="soft">{t('holds.untilOpen')}</span> : short(untilOn)),
          },
          { id: 'end', header: t('holds.end'), actions: true, cell: (hold) => <End hold={hold} /> },
        ]}
      />
      {total > rows.length && <p className="soft holds-more">{t('holds.more', { count: total - rows.length })}</p>}
    </Card>
  );
}

function PastHolds({ rows }: { rows: readonly Hold[] }) {
  const { t } = useTranslation('reminders');
  const columns = useColumns();
  if (rows.length === 0) return null;
  return (
    <Card flush title={t('holds.past')}>
      <Table
        stacks
        label={t('holds.past')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[...columns, { id: 'ended', header: t('holds.endedOn'), cell: (hold) => <Ended hold={hold} /> }]}
      />
    </Card>
  );
}

function Who({ hold }: { hold: Hold }) {
  const name = useHoldName()(hold);
  return hold.clientId === null ? name : <a href={`#/clients/${hold.clientId}`}>{name}</a>;
}

function By({ hold: { author, madeAt } }: { hold: Hold }) {
  const { t } = useTranslation('common');
  const { dateTime } = useFormat();
  return <TwoLines main={author || t('notNamed')} below={dateTime(madeAt)} />;
}

function Ended({ hold: { ended, untilOn } }: { hold: Hold }) {
  const { t } = useTranslation(['reminders', 'common']);
  const { dateTime } = useFormat();
  const { short } = useDayWords();
  if (ended !== null) return <TwoLines main={dateTime(ended.at)} below={ended.author || t('common:notNamed')} />;
  return <TwoLines main={untilOn === null ? '' : short(untilOn)} below={t('holds.endedItself')} />;
}

function End({ hold }: { hold: Hold }) {
  const { t } = useTranslation('reminders');
  const name = useHoldName()(hold);
  const end = useEndHold();
  return (
    <>
      <Button aria-label={t('holds.endOf', { name })} isPending={end.isPending} onPress={() => end.mutate({ id: hold.id })}>
        {t('holds.end')}
      </Button>
      {end.error !== null && <ErrorNotice error={end.error} />}
    </>
  );
}
