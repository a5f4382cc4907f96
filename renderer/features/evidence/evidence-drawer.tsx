import { useTranslation } from 'react-i18next';
import { type EvidenceRow, originWord } from '../../../src/contract/evidence.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';
import { ExportProof } from './export-proof.tsx';
import { RevokeProof } from './revoke-proof.tsx';
import { ProofTag, Strength } from './rung-tag.tsx';

interface EvidenceDrawerProps {
  row: EvidenceRow | undefined;
  onClose(): void;
  /** The proof as it stands after it was taken back. */
  onChange(row: EvidenceRow): void;
}

/** One proof with everything it rests on, and what it does not prove. */
export function EvidenceDrawer({ row, onClose, onChange }: EvidenceDrawerProps) {
  const { t } = useTranslation('evidenceScreen');
  return (
    <Drawer title={row?.clientName ?? t('title')} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && (
        <>
          <Doubts row={row} />
          <section className="stack" data-gap="s">
            <h3>{t('detail.proves')}</h3>
            <p className="row">
              <ProofTag row={row} />
              {!row.returned && <Strength rung={row.rung} />}
            </p>
            {!row.returned && <p className="prose">{t(`rungWhy.${row.rung}`)}</p>}
          </section>
          <Facts row={row} />
          <Originals row={row} />
          <RevokeProof row={row} onRevoked={onChange} />
          <section className="stack" data-gap="s">
            <h3>{t('detail.bundleTitle')}</h3>
            <ExportProof clientId={row.clientId} />
          </section>
        </>
      )}
    </Drawer>
  );
}

/** What speaks against a proof: it was taken back, its message came back, or the clock was not to be trusted. */
function Doubts({ row: { revoked, returned, clockWentBack } }: { row: EvidenceRow }) {
  const { t } = useTranslation('evidenceScreen');
  const { dateTime } = useFormat();
  return (
    <>
      {revoked !== null && (
        <Notice tone="attention" title={t('revoked.title')}>
          <p>{revoked.author === '' ? dateTime(revoked.at) : t('revoked.by', { at: dateTime(revoked.at), author: revoked.author })}</p>
          <p>{revoked.reason}</p>
          <p>{t('revoked.why')}</p>
        </Notice>
      )}
      {returned && (
        <Notice tone="attention" title={t('returned.tag')}>
          {t('returned.why')}
        </Notice>
      )}
      {clockWentBack && (
        <Notice tone="attention" title={t('detail.clock')}>
          {t('detail.clockWhy')}
        </Notice>
      )}
    </>
  );
}

type Fact = Parameters<typeof KeyValues>[0]['items'][number];

function Facts({ row }: { row: EvidenceRow }) {
  return <KeyValues items={[...useAbout(row), ...useOccasion(row), ...useTraces(row)]} />;
}

/** Who and what it is about. */
function useAbout(row: EvidenceRow): readonly Fact[] {
  const { t } = useTranslation(['evidenceScreen', 'common']);
  const { list } = useFormat();
  return [
    { key: 'client', label: t('detail.client'), value: <a href={`#/clients/${row.clientId}`}>{row.clientName}</a> },
    { key: 'domains', label: t('detail.domains'), value: row.domains.length === 0 ? t('table.noDomain') : list(row.domains) },
    {
      key: 'policy',
      label: t('detail.policy'),
      value: (
        <a href={`#/versions/${row.versionId}`}>
          {t(row.kind === 'reminder' ? 'table.reminder' : 'table.version', { host: row.hostName, number: row.versionNumber })}
        </a>
      ),
    },
    ...(row.to === '' ? [] : [{ key: 'to', label: t('detail.to'), value: row.to }]),
    ...(row.language === null ? [] : [{ key: 'language', label: t('detail.language'), value: t(`common:language.${row.language}`) }]),
  ];
}

/** When it happened, when and how it got here, and by whom. */
function useOccasion(row: EvidenceRow): readonly Fact[] {
  const { t } = useTranslation(['evidenceScreen', 'sending', 'replies']);
  return [
    { key: 'happened', label: t('detail.happened'), value: <DateTime at={row.happenedAt} /> },
    { key: 'recorded', label: t('detail.recorded'), value: <DateTime at={row.recordedAt} /> },
    { key: 'source', label: t('detail.source'), value: t(`origin.${originWord(row)}`) },
    ...(row.transport === null ? [] : [{ key: 'way', label: t('detail.way'), value: t(`sending:detail.ways.${row.transport}`) }]),
    ...(row.noteKind === null ? [] : [{ key: 'how', label: t('detail.how'), value: t(`replies:kind.${row.noteKind}`) }]),
    ...(row.author === '' ? [] : [{ key: 'author', label: t('detail.author'), value: row.author }]),
    ...(row.note === '' ? [] : [{ key: 'note', label: t('detail.note'), value: <span className="note-text">{row.note}</span> }]),
  ];
}

/** What can be compared: answers, numbers and hashes. */
function useTraces(row: EvidenceRow): readonly Fact[] {
  const { t } = useTranslation('evidenceScreen');
  const { number, fileSize } = useFormat();
  const { attachment, contentSha256 } = row;
  const file = attachment === null ? '' : t('detail.attachmentText', { name: attachment.name, size: fileSize(attachment.sizeBytes) });
  const code = (key: string, label: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ key, label, value: <CodeText>{value}</CodeText> }];
  return [
    ...code('answer', t('detail.answer'), row.serverReply),
    ...code('id', t('detail.messageId'), row.messageId),
    ...(file === '' ? [] : [{ key: 'file', label: t('detail.attachment'), value: file }]),
    ...code('fileHash', t('detail.attachmentHash'), attachment?.sha256 ?? null),
    ...code('versionHash', t('detail.versionHash'), row.versionSha256),
    ...code('contentHash', t('detail.contentHash'), contentSha256),
    { key: 'ledger', label: t('detail.ledger'), value: row.ledgerSeq === null ? t('detail.ledgerNone') : number(row.ledgerSeq) },
  ];
}

/** The message and the attached file, as they are. */
function Originals({ row: { id, outboxId, attachment } }: { row: EvidenceRow }) {
  const { t } = useTranslation('evidenceScreen');
  if (outboxId === null && attachment === null) return null;
  return (
    <div className="row">
      {outboxId !== null && <SaveButton ask={() => client.outbox.eml({ id: outboxId })}>{t('detail.eml')}</SaveButton>}
      {attachment !== null && <SaveButton ask={() => client.evidence.attachment({ id })}>{t('detail.saveAttachment')}</SaveButton>}
    </div>
  );
}
