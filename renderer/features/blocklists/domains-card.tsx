import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistOverview, WatchedDomain } from '../../../src/contract/blocklists.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows, type WindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { FilterChips } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { AnswerPlace } from './answer-drawer.tsx';
import { ListCells } from './list-cells.tsx';
import { AnswerTag } from './state-tag.tsx';

const SHOWN = ['listed', 'unchecked'] as const;

interface DomainsCardProps {
  overview: BlocklistOverview;
  onOpen(place: AnswerPlace): void;
}

/** The domains of clients, those on a list first. */
export function DomainsCard({ overview, onOpen }: DomainsCardProps) {
  const { t } = useTranslation('blocklists');
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<(typeof SHOWN)[number]>();
  const [domain, setDomain] = useState<WatchedDomain>();
  const input = { search, show: show ?? ('all' as const) };
  const rows = useWindowedRows({
    queryKey: orpc.blocklists.domains.key({ input }),
    load: (window, signal) => client.blocklists.domains({ ...input, ...window }, { signal }),
  });
  const lists = overview.lists.filter(({ subjects }) => subjects.includes('domain'));
  return (
    <Card title={t('domains.title')}>
      <div className="stack">
        <p className="soft prose">{overview.settings.domains ? t('domains.intro', { lists: lists.map(({ name }) => name).join(', ') }) : t('domains.off')}</p>
        <div className="row">
          <SearchField label={t('domains.search')} value={search} onChange={setSearch} />
          <FilterChips
            label={t('domains.filter')}
            value={show === undefined ? [] : [show]}
            onChange={(chosen) => setShow(chosen.find((id) => id !== show))}
            options={SHOWN.map((id) => ({ id, label: t(`domains.${id}`) }))}
          />
        </div>
        {rows.error !== undefined && <ErrorNotice error={rows.error} />}
        <DomainsTable rows={rows} lists={lists} onOpen={setDomain} />
      </div>
      {domain !== undefined && <DomainDrawer domain={domain} lists={lists} onOpen={onOpen} onClose={() => setDomain(undefined)} />}
    </Card>
  );
}

interface DomainDrawerProps {
  domain: WatchedDomain;
  lists: BlocklistOverview['lists'];
  onOpen(place: AnswerPlace): void;
  onClose(): void;
}

/** What each list says of a domain. */
function DomainDrawer({ domain, lists, onOpen, onClose }: DomainDrawerProps) {
  const open = (place: AnswerPlace) => {
    onClose();
    onOpen(place);
  };
  return (
    <Drawer title={domain.domain} isOpen onOpenChange={onClose}>
      <ListCells subject={domain.domain} lists={lists} answers={domain.answers} onOpen={open} />
    </Drawer>
  );
}

interface DomainsTableProps {
  rows: WindowedRows<WatchedDomain>;
  lists: BlocklistOverview['lists'];
  onOpen(row: WatchedDomain): void;
}

function DomainsTable({ rows, lists, onOpen }: DomainsTableProps) {
  const { t } = useTranslation('blocklists');
  return (
    <DataTable
      label={t('domains.title')}
      rows={rows}
      rowKey={({ domain }) => domain}
      onOpen={onOpen}
      columns={[
        { id: 'domain', header: t('domains.domain'), width: 'minmax(9rem, 2fr)', cell: ({ domain }) => domain },
        { id: 'client', header: t('domains.client'), width: 'minmax(8rem, 2fr)', hideBelow: 560, cell: ({ clientName }) => clientName },
        { id: 'answer', header: t('domains.answer'), width: 'minmax(9rem, 2fr)', cell: (row) => <Answer domain={row} lists={lists} /> },
        {
          id: 'age',
          header: t('domains.age'),
          width: 'minmax(8rem, 1fr)',
          hideBelow: 720,
          cell: ({ checkedAt }) => (checkedAt === null ? t('state.never') : <RelativeTime at={checkedAt} />),
        },
      ]}
    />
  );
}

/** How a domain stands, and on which lists it is. */
function Answer({ domain, lists }: { domain: WatchedDomain; lists: BlocklistOverview['lists'] }) {
  const { list } = useFormat();
  const on = domain.answers.filter(({ state }) => state === 'listed').map(({ listId }) => lists.find(({ id }) => id === listId)?.name ?? listId);
  return (
    <span className="row">
      <AnswerTag state={worstOf(domain)} />
      {on.length > 0 && <span className="small">{list(on)}</span>}
    </span>
  );
}

/** One word for all lists: listed outweighs not knowing, which outweighs not listed. */
function worstOf({ answers }: WatchedDomain) {
  return (['listed', 'refused', 'no_answer', 'not_listed'] as const).find((state) => answers.some((answer) => answer.state === state)) ?? 'never';
}
