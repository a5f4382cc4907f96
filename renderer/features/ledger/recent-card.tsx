import type { InferContractRouterOutputs } from '@orpc/contract';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Contract } from '../../../src/contract/index.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { CodeText } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { RungTag } from '../evidence/index.ts';

type Row = InferContractRouterOutputs<Contract>['ledger']['list']['rows'][number];

/** Every row of the ledger, the newest first, with whom it is about; a row about a client opens him. */
export function RecentCard() {
  const { t } = useTranslation('ledger');
  const [, navigate] = useLocation();
  const columns = useColumns();
  const rows = useWindowedRows({
    queryKey: orpc.ledger.list.key({ input: {} }),
    load: (window, signal) => client.ledger.list(window, { signal }),
  });
  if (rows.error === undefined && rows.total === 0) return null;
  return (
    <section className="stack ledger-rows" data-gap="s" aria-labelledby="ledger-rows">
      <h2 id="ledger-rows">{t('recent.title')}</h2>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      <DataTable
        label={t('recent.table')}
        columns={columns}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        rowHeight={64}
        onOpen={({ about }) => {
          if (about?.clientId) navigate(`/clients/${about.clientId}`);
        }}
      />
    </section>
  );
}

function useColumns(): readonly DataColumn<Row>[] {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  return [
    { id: 'seq', header: t('recent.seq'), width: '5rem', numeric: true, cell: ({ seq }) => format.number(seq) },
    { id: 'what', header: t('recent.kind'), width: 'minmax(11rem, 1.5fr)', cell: (row) => <What row={row} /> },
    { id: 'about', header: t('recent.about'), width: 'minmax(11rem, 2fr)', cell: ({ about }) => <About about={about} /> },
    { id: 'at', header: t('recent.at'), width: 'minmax(13rem, 1fr)', cell: ({ at }) => format.dateTime(at) },
    { id: 'hash', header: t('recent.hash'), width: '11rem', hideBelow: 900, cell: ({ hash }) => <CodeText>{`${hash.slice(0, 16)}…`}</CodeText> },
  ];
}

function What({ row: { kind, about } }: { row: Row }) {
  const { t } = useTranslation('ledger');
  if (!about?.rung) return t(`kind.${kind}`);
  return <TwoLines main={t(`kind.${kind}`)} below={<RungTag rung={about.rung} />} />;
}

function About({ about }: { about: Row['about'] }) {
  const { t } = useTranslation(['ledger', 'policies']);
  if (about === null) return <span className="soft">–</span>;
  const { hostName: host, versionKind, versionNumber: number } = about;
  const version =
    versionKind === 'notice' ? t('recent.version', { host, number }) : t('recent.textVersion', { host, number, text: t(`policies:text.${versionKind}.name`) });
  return about.clientName === '' ? version : <TwoLines main={about.clientName} below={version} />;
}
