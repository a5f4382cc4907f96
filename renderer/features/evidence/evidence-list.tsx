import { ClockAlert, ShieldCheck, Undo2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EvidenceRow, originWord, Rung } from '../../../src/contract/evidence.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { ProofTag, Strength } from './rung-tag.tsx';

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
          <SearchField label={t('table.search')} value={search} onChange={setSearch} />
          <FilterChips label={t('table.show')} value={rungs} onChange={setRungs} options={Rung.options.map((id) => ({ id, label: t(`rung.${id}`) }))} />
          {rows.head?.total === 0 && <p className="soft">{t('table.nothingFound')}</p>}
          <DataTable label={t('table.list')} columns={columns} rows={rows} rowKey={(row) => row.id} rowHeight={64} onOpen={setOpen} />
        </>
      )}
      <EvidenceDrawer row={open} onClose={() => setOpen(undefined)} onChange={setOpen} />
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
  const { t } = useTranslation('evidenceScreen');
  return [
    {
      id: 'client',
      header: t('table.column.client'),
      width: 'minmax(9rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={<Domains domains={row.domains} />} />,
    },
    { id: 'rung', header: t('table.column.rung'), width: 'minmax(10rem, 14rem)', cell: (row) => <Degree row={row} /> },
    {
      id: 'version',
      header: t('table.column.version'),
      width: 'minmax(9rem, 2fr)',
      hideBelow: 760,
      cell: (row) => (
        <TwoLines
          main={row.hostName}
          below={
            <>
              {t(row.kind === 'reminder' ? 'told.reminder' : 'told.version', { number: row.versionNumber })} ·{' '}
              <span className="code">{row.versionSha256.slice(0, 12)}…</span>
            </>
          }
        />
      ),
    },
    {
      id: 'source',
      header: t('column.source'),
      width: 'minmax(9rem, 2fr)',
      hideBelow: 940,
      cell: (row) => <TwoLines main={<Source row={row} />} below={row.to === '' ? row.note : row.to} />,
    },
    { id: 'when', header: t('table.column.when'), width: '10.5rem', hideBelow: 520, cell: (row) => <When row={row} /> },
  ];
}

/** The degree with its strength; what was taken back says so instead. */
function Degree({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <span className="degree">
      <ProofTag row={row} />
      {row.revoked === null && !row.returned && <Strength rung={row.rung} />}
      {row.revoked !== null && (
        <StateTag tone="stopped" icon={Undo2}>
          {t('revoked.tag')}
        </StateTag>
      )}
    </span>
  );
}

/** Where the proof comes from and, by hand, who says so. */
export function Source({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation('evidenceScreen');
  const origin = t(`origin.${originWord(row)}`);
  return row.author === '' ? origin : t('originBy', { origin, author: row.author });
}

function When({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <span className="row" data-gap="s">
      <RelativeTime at={row.happenedAt} />
      {row.clockWentBack && <ClockAlert size={16} aria-label={t('detail.clock')} role="img" />}
    </span>
  );
}

function Domains({ domains: [domain, ...others] }: { domains: readonly string[] }) {
  const { t } = useTranslation('evidenceScreen');
  if (domain === undefined) return t('table.noDomain');
  return others.length === 0 ? domain : t('table.domainsMore', { domain, count: others.length });
}
