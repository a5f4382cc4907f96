import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { useFormat } from '../../i18n/format.ts';
import { CodeText, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';

const TONES = { pass: 'ok', fail: 'stopped', unknown: 'unknown' } as const;

/** What name servers said of each record, and what to do where it is not in order. */
export function RecordsTable({ dossier: { technical } }: { dossier: Dossier }) {
  const { t, i18n } = useTranslation(['dossiers', 'dossier', 'checks']);
  const { dateTime } = useFormat();
  if (technical === null) return null;
  const label = t('technical.asked', { domain: technical.domain, ip: technical.ipAddress, when: dateTime(technical.askedAt) });
  return (
    <div className="stack" data-gap="s">
      <p className="soft small">{label}</p>
      <Table
        stacks
        label={label}
        rows={technical.findings}
        rowKey={({ id }) => id}
        columns={[
          { id: 'record', header: t('technical.record'), cell: ({ id }) => i18n.t(`dossier:records.${id}`, { defaultValue: id }) },
          { id: 'state', header: t('list.state'), cell: ({ outcome }) => <StateTag tone={TONES[outcome]}>{t(`dossier:outcome.${outcome}`)}</StateTag> },
          {
            id: 'found',
            header: t('technical.answer'),
            cell: ({ id, found, facts, evidence, outcome }) => (
              <div className="stack finding" data-gap="s">
                <span>{i18n.t(`checks:found.${found}`, { ...facts, defaultValue: '' })}</span>
                {evidence !== '' && <CodeText>{evidence}</CodeText>}
                {outcome === 'fail' && <span className="soft">{i18n.t(`checks:mend.${id}`, { defaultValue: '' })}</span>}
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
