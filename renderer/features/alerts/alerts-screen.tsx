import { useQuery } from '@tanstack/react-query';
import { BellRing, CheckCheck, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertKind } from '../../../src/contract/alerts.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Card, EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { HostsTabs } from '../connections/index.ts';
import { AlertLine } from './alert-line.tsx';
import { useSee } from './use-alerts.ts';
import './alerts.css';

const SHOWN = ['now', 'snoozed', 'closed'] as const;
type Shown = (typeof SHOWN)[number];
const PAGE = 50;
const MOST = 500;
const ANY = 'any';

/** What of the hosts somebody should look at: now, put off, and what is over. */
export function AlertsScreen() {
  const { t } = useTranslation('alerts');
  const [show, setShow] = useState<Shown>('now');
  const [kind, setKind] = useState<AlertKind>();
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Actions />}>
      <HostsTabs />
      <Select
        label={t('filter.kind')}
        value={kind ?? ANY}
        onChange={(id) => setKind(AlertKind.options.find((option) => option === id))}
        options={[{ id: ANY, label: t('filter.anyKind') }, ...AlertKind.options.map((id) => ({ id, label: t(`kind.${id}`) }))]}
      />
      <Shelves show={show} kind={kind} onShow={setShow} />
    </Page>
  );
}

function Actions() {
  const { t } = useTranslation('alerts');
  const unseen = useQuery(orpc.alerts.summary.queryOptions({ input: {} })).data?.unseen ?? 0;
  const see = useSee();
  return (
    <>
      {unseen > 0 && (
        <Button icon={CheckCheck} isPending={see.isPending} onPress={() => see.mutate({})}>
          {t('do.seeAll', { count: unseen })}
        </Button>
      )}
      <LinkButton to="/hosts/alerts/settings" icon={SlidersHorizontal}>
        {t('settings.open')}
      </LinkButton>
    </>
  );
}

interface ShelvesProps {
  show: Shown;
  kind: AlertKind | undefined;
  onShow(show: Shown): void;
}

function Shelves({ show, kind, onShow }: ShelvesProps) {
  const { t } = useTranslation('alerts');
  const { number } = useFormat();
  const kinds = kind === undefined ? [] : [kind];
  const counts = useQuery({ ...orpc.alerts.list.queryOptions({ input: { show: 'now', kinds, limit: 1 } }), placeholderData: (before) => before }).data?.counts;
  return (
    <Tabs
      label={t('shelf.label')}
      selected={show}
      onSelect={(id) => onShow(SHOWN.find((shown) => shown === id) ?? 'now')}
      tabs={SHOWN.map((id) => ({
        id,
        label: counts === undefined ? t(`shelf.${id}`) : t('shelf.counted', { name: t(`shelf.${id}`), number: number(counts[id]) }),
        // A shelf of its own for each: the rows of one are never shown as those of another.
        content: <Shelf key={`${id} ${kind ?? ''}`} show={id} kinds={kinds} />,
      }))}
    />
  );
}

function Shelf({ show, kinds }: { show: Shown; kinds: AlertKind[] }) {
  const [limit, setLimit] = useState(PAGE);
  const query = useQuery({ ...orpc.alerts.list.queryOptions({ input: { show, kinds, limit } }), placeholderData: (before) => before });
  return (
    <Loaded query={query}>
      {({ rows, total }) => <List show={show} rows={rows} total={total} onMore={() => setLimit((now) => Math.min(MOST, now + PAGE))} />}
    </Loaded>
  );
}

type Rows = Parameters<typeof AlertLine>[0]['alert'][];

function List({ show, rows, total, onMore }: { show: Shown; rows: Rows; total: number; onMore(): void }) {
  const { t } = useTranslation(['alerts', 'common']);
  if (rows.length === 0) {
    return (
      <EmptyState icon={BellRing} title={t(`empty.${show}`)}>
        {t(`emptyWhy.${show}`)}
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <h2 className="visually-hidden">{t(`shelf.${show}`)}</h2>
      <Card flush>
        <ul>
          {rows.map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      </Card>
      {total > rows.length &&
        (rows.length < MOST ? (
          <div>
            <Button onPress={onMore}>{t('more', { count: total - rows.length })}</Button>
          </div>
        ) : (
          <p className="soft">{t('common:onlyFirst', { count: rows.length, total })}</p>
        ))}
    </div>
  );
}
