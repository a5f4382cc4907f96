import { useTranslation } from 'react-i18next';
import type { Finding, MailCheck } from '../../../src/contract/checks.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText, KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { useMend, useSentence } from './finding-words.tsx';
import { RuleBehind } from './rule-behind.tsx';

/** What was found, by who has to act. */
export function MailResult({ check }: { check: MailCheck }) {
  const { t } = useTranslation('checksScreen');
  const { host } = check;
  const faults = check.findings.filter(({ outcome }) => outcome === 'fail');
  const questions = check.findings.filter(({ severity }) => severity === 'I');
  const unknown = check.findings.filter(({ outcome, severity }) => outcome === 'unknown' && severity !== 'I');
  const fine = check.findings.filter(({ outcome }) => outcome === 'pass');
  return (
    <>
      <Verdict faults={faults} unchecked={unknown.length} />
      <About check={check} />
      <FindingGroup title={t('group.client')} findings={faults.filter(({ scope }) => scope === 'client')} host={host} />
      <FindingGroup title={t('group.host')} findings={faults.filter(({ scope }) => scope === 'host')} host={host} />
      <FindingGroup title={t('group.unknown')} findings={unknown} host={host} />
      <FindingGroup title={t('group.question')} findings={questions} host={host} />
      <details className="fold">
        <summary>{t('group.fine', { count: fine.length })}</summary>
        <FindingGroup title={t('group.fine', { count: fine.length })} findings={fine} host={host} />
      </details>
    </>
  );
}

/** How much has to be changed, and how much only should be. What could not be checked keeps it from being an all-clear. */
function Verdict({ faults, unchecked }: { faults: readonly Finding[]; unchecked: number }) {
  const { t } = useTranslation('checksScreen');
  const must = faults.filter(({ severity }) => severity === 'E').length;
  const should = faults.length - must;
  if (must > 0) {
    return (
      <Notice tone="attention" title={t('result.must', { count: must })}>
        {should > 0 && t('result.should', { count: should })}
      </Notice>
    );
  }
  return (
    <Notice tone={unchecked > 0 ? 'unknown' : should > 0 ? 'info' : 'ok'} title={t(unchecked > 0 ? 'result.soFar' : 'result.fine')}>
      {should > 0 && t('result.only', { count: should })} {unchecked > 0 && t('result.unchecked', { count: unchecked })}
    </Notice>
  );
}

function About({ check }: { check: MailCheck }) {
  const { t } = useTranslation('checksScreen');
  const format = useFormat();
  const name = check.fileName === '' ? '' : `${check.fileName} · `;
  return (
    <Card>
      <KeyValues
        items={[
          { key: 'file', label: t('result.file'), value: `${name}${format.fileSize(check.sizeBytes)}` },
          { key: 'from', label: t('result.from'), value: <CodeText>{check.from}</CodeText> },
          { key: 'subject', label: t('result.subject'), value: check.subject },
          { key: 'recipients', label: t('result.recipients'), value: format.number(check.recipients) },
          ...(check.client === null
            ? []
            : [{ key: 'client', label: t('mail.client'), value: `${check.client.name} (${t(`result.clientFrom.${check.client.from}`)})` }]),
          ...(check.host === null ? [] : [{ key: 'host', label: t('mail.host'), value: <a href={`#/hosts/${check.host.id}`}>{check.host.name}</a> }]),
          { key: 'purpose', label: t('result.judgedAs'), value: `${t(`mail.purposeOf.${check.purpose}`)} (${t(`mail.purposeFrom.${check.purposeFrom}`)})` },
        ]}
      />
      {!check.sent && <p className="soft prose">{t('result.draft')}</p>}
    </Card>
  );
}

interface FindingGroupProps {
  title: string;
  findings: readonly Finding[];
  /** Whose rules stand behind them. */
  host?: MailCheck['host'];
}

/** What was found, as a table; nothing without findings. */
export function FindingGroup({ title, findings, host = null }: FindingGroupProps) {
  const { t } = useTranslation('checksScreen');
  if (findings.length === 0) return null;
  return (
    <Card flush title={title}>
      <Table
        stacks
        label={title}
        rows={findings.map((finding, index) => ({ ...finding, key: `${finding.id} ${index}` }))}
        rowKey={(row) => row.key}
        columns={[
          { id: 'rule', header: t('column.rule'), cell: (row) => <Rule finding={row} host={host} /> },
          { id: 'found', header: t('column.found'), cell: (row) => <What finding={row} /> },
        ]}
      />
    </Card>
  );
}

const TONES = { E: 'stopped', W: 'attention', I: 'info' } as const;

function Rule({ finding, host }: { finding: Finding; host: MailCheck['host'] }) {
  const { t } = useTranslation('checksScreen');
  const { id, outcome, severity } = finding;
  return (
    <div className="stack" data-gap="s">
      <RuleBehind rule={id} host={host} />
      {outcome === 'fail' && (
        <div>
          <StateTag tone={TONES[severity]}>{t(`severity.${severity}`)}</StateTag>
        </div>
      )}
    </div>
  );
}

function What({ finding }: { finding: Finding }) {
  const sentence = useSentence();
  const mend = useMend();
  return (
    <div className="stack finding" data-gap="s">
      <span>{sentence(finding)}</span>
      {finding.evidence !== '' && finding.outcome !== 'pass' && <CodeText>{finding.evidence}</CodeText>}
      {finding.outcome === 'fail' && <span className="soft">{mend(finding)}</span>}
    </div>
  );
}
