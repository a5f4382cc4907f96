import { ShieldCheck } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EvidenceRow, Rung } from '../../../src/contract/evidence.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { RungTag } from './rung-tag.tsx';

/** Degrees that this version can record. */
const RECORDED: readonly Rung[] = Rung.options.slice(0, 3);

/** Every proof, newest first; a row opens all of it at the side. */
export function EvidenceList() {
  const { t } = useTranslation('evidenceScreen');
  const [search, setSearch] = useState('');
  const [rungs, setRungs] = useState<Rung[]>([]);
  const [open, setOpen] = useState<EvidenceRow>();
  const columns = useColumns();
  const input = { search: useDeferredValue(search), rungs };
  const rows = useWindowedRows({
    queryKey: orpc.evidence.list.key({ input }),
    load: (window, signal) => client.evidence.list({ ...input, ...window }, { signal }),
  });
  return (
    <section className="stack" data-gap="s" aria-labelledby="evidence">
      <h2 id="evidence">{t('table.heading')}</h2>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {rows.head?.total === 0 && search === '' && rungs.length === 0 ? (
        <NoEvidence />
      ) : (
        <>
          <div className="row" data-gap="l">
            <SearchField label={t('table.search')} value={search} onChange={setSearch} />
            <FilterChips label={t('table.show')} value={rungs} onChange={setRungs} options={RECORDED.map((id) => ({ id, label: t(`rung.${id}`) }))} />
          </div>
          {rows.head?.total === 0 && <p className="soft">{t('table.nothingFound')}</p>}
          <DataTable label={t('table.list')} columns={columns} rows={rows} rowKey={(row) => row.id} rowHeight={56} onOpen={setOpen} />
        </>
      )}
      <EvidenceDrawer row={open} onClose={() => setOpen(undefined)} />
    </section>
  );
}

function NoEvidence() {
  const { t } = useTranslation('evidenceScreen');
  return (
    <EmptyState icon={ShieldCheck} title={t('empty.title')} actions={<LinkButton to="/notices">{t('empty.toSend')}</LinkButton>}>
      {t('empty.why')}
    </EmptyState>
  );
}

function useColumns(): readonly DataColumn<EvidenceRow>[] {
  const { t } = useTranslation(['evidenceScreen', 'common']);
  return [
    {
      id: 'client',
      header: t('table.column.client'),
      width: 'minmax(10rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={<Domains domains={row.domains} />} />,
    },
    {
      id: 'version',
      header: t('table.column.version'),
      width: 'minmax(10rem, 2fr)',
      hideBelow: 620,
      cell: (row) => (
        <TwoLines
          main={t('table.version', { host: row.hostName, number: row.versionNumber })}
          below={
            <>
              {t(`common:language.${row.language}`)} · <span className="code">{row.versionSha256.slice(0, 12)}…</span>
            </>
          }
        />
      ),
    },
    { id: 'to', header: t('table.column.to'), width: 'minmax(9rem, 2fr)', hideBelow: 860, cell: (row) => row.to },
    { id: 'rung', header: t('table.column.rung'), width: 'minmax(9rem, 13rem)', cell: (row) => <RungTag rung={row.rung} /> },
    { id: 'when', header: t('table.column.when'), width: '10.5rem', hideBelow: 460, cell: (row) => <RelativeTime at={row.happenedAt} /> },
    {
      id: 'answer',
      header: t('table.column.answer'),
      width: 'minmax(8rem, 2fr)',
      hideBelow: 1040,
      cell: (row) => <span className="soft">{row.serverReply}</span>,
    },
  ];
}

function Domains({ domains: [domain, ...others] }: { domains: readonly string[] }) {
  const { t } = useTranslation('evidenceScreen');
  if (domain === undefined) return t('table.noDomain');
  return others.length === 0 ? domain : t('table.domainsMore', { domain, count: others.length });
}
