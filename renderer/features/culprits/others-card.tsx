import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason, Statement, Suspect, Verdict } from '../../../src/contract/culprits.ts';
import type { LogId } from '../../../src/contract/ids.ts';
import { type StatementCode, signsToldOf, UNCONCERNED } from '../../../src/shared/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { logAccountPath } from '../logs/index.ts';
import { nameOf, useVerdictWords } from './verdict-words.ts';

/** What a statement looks like, and whether its sentence tells more than its name and the figures beside it. */
const LOOKS: Readonly<Record<StatementCode, { readonly tone: Tone; readonly isTelling: boolean }>> = {
  hurt_by_block: { tone: 'info', isTelling: true },
  stopped_by_limit: { tone: 'attention', isTelling: true },
  put_off_by_receivers: { tone: 'info', isTelling: true },
  as_usual: { tone: 'ok', isTelling: false },
  usual_beside: { tone: 'ok', isTelling: true },
  even: { tone: 'ok', isTelling: true },
  announced: { tone: 'ok', isTelling: true },
  above_usual: { tone: 'attention', isTelling: true },
  few_with_signs: { tone: 'attention', isTelling: false },
  nothing_sent: { tone: 'unknown', isTelling: false },
  usual_unknown: { tone: 'unknown', isTelling: false },
  nothing_known: { tone: 'unknown', isTelling: false },
};

const GROUPS = ['noticed', 'unconcerned', 'unknown'] as const;
type Group = (typeof GROUPS)[number];

function groupOf({ code }: Statement): Group {
  if (UNCONCERNED.includes(code)) return 'unconcerned';
  return LOOKS[code].tone === 'unknown' ? 'unknown' : 'noticed';
}

/** How many are shown before somebody asks for the rest. */
const FIRST = 8;

interface OthersProps {
  verdict: Verdict;
  /** The log an account can be looked up in; null = none is left. */
  logId: LogId | null;
}

/** Everybody who is not suspected, by what the data say of him: worth a look, not concerned, or not known. */
export function OthersCards(props: OthersProps) {
  return GROUPS.map((group) => {
    const statements = props.verdict.others.filter((statement) => groupOf(statement) === group);
    return statements.length > 0 && <Others key={group} {...props} group={group} statements={statements} />;
  });
}

function Others({ verdict, logId, group, statements }: OthersProps & { group: Group; statements: readonly Statement[] }) {
  const { t } = useTranslation('culpritsScreen');
  const [all, setAll] = useState(false);
  const title = t(`others.${group}.title`, { count: statements.length });
  const sent = new Map(verdict.suspects.map((suspect) => [suspect.account, suspect]));
  const recipientsOf = ({ account }: Statement) => sent.get(account)?.recipients ?? 0;
  const sorted = statements.toSorted((a, b) => recipientsOf(b) - recipientsOf(a));
  const isAsked = group === 'unconcerned' && verdict.outcome !== 'not_enough_data' && isStopped(verdict);
  return (
    <Card flush title={title}>
      <p className="soft prose card-text">
        {t(`others.${group}.why`)} {isAsked && t('others.restore')}
      </p>
      <div className="others">
        <Rows label={title} group={group} statements={all ? sorted : sorted.slice(0, FIRST)} sent={sent} logId={logId} />
      </div>
      {!all && statements.length > FIRST && (
        <div className="card-text">
          <Button onPress={() => setAll(true)}>{t('marks.more', { count: statements.length - FIRST })}</Button>
        </div>
      )}
    </Card>
  );
}

/** Whether something was stopped for others as well: only then there is something to restore. */
function isStopped({ firstBlock, block, victims, sites }: Verdict): boolean {
  return firstBlock !== null || block !== null || victims.length > 0 || sites > 0;
}

interface RowsProps {
  label: string;
  group: Group;
  statements: readonly Statement[];
  /** The figures of those who sent. */
  sent: ReadonlyMap<string, Suspect>;
  logId: LogId | null;
}

function Rows({ label, group, statements, sent, logId }: RowsProps) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { number } = useFormat();
  const figure = (value: number | undefined) => (value === undefined ? <span className="soft">{t('common:unknown')}</span> : number(value));
  const recipientsOf = ({ account, code }: Statement) => (code === 'nothing_sent' ? 0 : sent.get(account)?.recipients);
  const columns: readonly TableColumn<Statement>[] = [
    { id: 'account', header: t('others.account'), cell: (statement) => <Who statement={statement} logId={sent.has(statement.account) ? logId : null} /> },
    { id: 'client', header: t('compare.client'), cell: ({ account }) => <Client suspect={sent.get(account)} /> },
    { id: 'state', header: t('others.state'), cell: (statement) => <State statement={statement} signs={signsToldOf(statement, [...sent.values()])} /> },
    { id: 'recipients', header: t('others.recipients'), numeric: true, cell: (statement) => figure(recipientsOf(statement)) },
    {
      id: 'usual',
      header: t('others.usual'),
      numeric: true,
      cell: (statement) => <Usual statement={statement} suspect={sent.get(statement.account)} />,
    },
    { id: 'failed', header: t('others.failed'), numeric: true, cell: ({ account }) => figure(sent.get(account)?.failed) },
  ];
  const told = group === 'unknown' ? columns.filter(({ id }) => id === 'account' || id === 'state' || id === 'recipients') : columns;
  return <Table label={label} stacks rows={statements} rowKey={({ account }) => account} columns={told} />;
}

/** What is usual for an account, and where it is a guess, or comes from another source; not known where its statement says so. */
function Usual({ statement: { code, facts }, suspect }: { statement: Statement; suspect: Suspect | undefined }) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { number } = useFormat();
  if (facts['source'] !== undefined) return <TwoLines main={number(Number(facts['usual']))} below={t('others.beside')} />;
  const usual = suspect?.usual ?? null;
  if (code === 'even' || usual === null) return <span className="soft">{t('common:unknown')}</span>;
  return suspect?.usualFrom === 'window' ? <TwoLines main={number(Math.round(usual))} below={t('others.within')} /> : number(Math.round(usual));
}

function Who({ statement, logId }: { statement: Statement; logId: LogId | null }) {
  const name = nameOf(statement);
  const { account } = statement;
  return <TwoLines main={logId === null ? name : <a href={`#${logAccountPath(logId, account)}`}>{name}</a>} below={name === account ? '' : account} />;
}

function Client({ suspect }: { suspect: Suspect | undefined }) {
  const { t } = useTranslation('culpritsScreen');
  if (suspect === undefined) return null;
  const { clientId, clientName } = suspect;
  if (clientId === null) return <span className="soft">{clientName || t('suspect.noClient')}</span>;
  return <a href={`#/clients/${clientId}`}>{clientName}</a>;
}

function State({ statement, signs }: { statement: Statement; signs: readonly Reason[] }) {
  const { t } = useTranslation('culpritsScreen');
  const words = useVerdictWords();
  const { tone, isTelling } = LOOKS[statement.code];
  return (
    <div>
      <StateTag tone={tone}>{t(`others.code.${statement.code}`)}</StateTag>
      {isTelling && <p className="soft small">{words.statement(statement)}</p>}
      {signs.map((sign) => (
        <p key={sign.code} className="soft small">
          {words.reason(sign)}
        </p>
      ))}
    </div>
  );
}
