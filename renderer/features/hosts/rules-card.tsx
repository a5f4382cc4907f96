import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import type { RuleField } from '../../../src/contract/rule-pack.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Card, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { LimitsTable } from './limits-table.tsx';
import { isOwnField, RULE_GROUPS, type RuleGroup } from './rule-groups.ts';
import { type OwnField, type RuleWords, useRuleWords } from './rule-words.ts';
import { exampleOf, Sources } from './sources.tsx';

/** One value as a row: of the host, or a stricter one of the reseller's own. */
interface RuleRow {
  readonly key: string;
  readonly field: RuleField | OwnField;
  readonly text: string | undefined;
  /** Nobody's while the value is unknown. */
  readonly owner: 'host' | 'reseller';
  readonly source: string;
  readonly readOn: string | null;
}

/** Every rule of a host by what it is about, with its source; what is not known says so, and can be asked from the host in one go. */
export function RulesCard({ host }: { host: Host }) {
  const { t } = useTranslation(['hosts', 'common']);
  const words = useRuleWords();
  const unknown = RULE_GROUPS.flatMap((group) => group.fields.filter((field) => host.rules[field].state === 'unknown'));
  const { statements } = host.rules;
  const example = exampleOf(sourcesOf(host), statements);
  const copy = useCopyText();
  const questions = () => [t('questions.intro'), ...unknown.map((field) => `- ${t(`rule.${field}`)}`)].join('\n');
  return (
    <Card
      flush
      title={t('rules.title')}
      actions={
        unknown.length > 0 && (
          <Button variant="quiet" icon={CircleHelp} onPress={() => copy(questions(), t('questions.copied'))}>
            {t('questions.copy', { count: unknown.length })}
          </Button>
        )
      }
    >
      <p className="source-hint small soft">{t('rules.intro')}</p>
      {RULE_GROUPS.map((group) => (
        <section key={group.id} className="rule-group">
          <h3>{t(`group.${group.id}`)}</h3>
          <GroupTable id={group.id} rows={rowsOf(group, host, words)} statements={statements} />
          {group.id === 'limits' && <LimitsTable host={host} />}
        </section>
      ))}
      {example !== undefined && <p className="source-hint small soft">{t('rules.sourceHint', { example })}</p>}
    </Card>
  );
}

function sourcesOf({ rules }: Host): string[] {
  return RULE_GROUPS.flatMap((group) =>
    group.fields.flatMap((field) => {
      const dated = rules[field];
      return dated.state === 'known' ? [dated.source] : [];
    }),
  );
}

function GroupTable({ id, rows, statements }: { id: RuleGroup['id']; rows: readonly RuleRow[]; statements: readonly string[] }) {
  const { t } = useTranslation('hosts');
  const format = useFormat();
  return (
    <Table
      label={t(`group.${id}`)}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { id: 'rule', header: t('rules.rule'), cell: (row) => t(`rule.${row.field}`) },
        { id: 'value', header: t('rules.value'), cell: (row) => row.text ?? <StateTag tone="unknown">{t('askHost')}</StateTag> },
        { id: 'owner', header: t('rules.owner'), cell: (row) => (row.text === undefined ? '' : t(`owner.${row.owner}`)) },
        { id: 'source', header: t('rules.source'), cell: (row) => <Sources source={row.source} statements={statements} /> },
        { id: 'readOn', header: t('rules.readOn'), cell: (row) => (row.readOn === null ? '' : format.date(row.readOn)) },
      ]}
    />
  );
}

function rowsOf(group: RuleGroup, host: Host, words: RuleWords): RuleRow[] {
  const rows = group.fields.flatMap((field: RuleField) => [...hostRows(field, host, words), ...(isOwnField(field) ? ownRows(field, host, words) : [])]);
  return group.id === 'conditions' ? [...rows, ...ownRows('maxSilenceMonths', host, words)] : rows;
}

function hostRows(field: RuleField, { rules }: Host, words: RuleWords): RuleRow[] {
  const dated = rules[field];
  // Known limits have a table of their own.
  if (field === 'limits' && rules.limits.state === 'known' && rules.limits.value.length > 0) return [];
  const read = dated.state === 'known' ? { source: dated.source, readOn: dated.readOn } : { source: '', readOn: null };
  const lines = words.ofHost(field, dated) ?? [undefined];
  return lines.map((text, index) => ({ key: `host ${field} ${index}`, field, text, owner: 'host', ...read }));
}

function ownRows(field: OwnField, { own }: Host, words: RuleWords): RuleRow[] {
  if (field === 'limits') return [];
  return words.own(field, own[field]).map((text, index) => ({ key: `own ${field} ${index}`, field, text, owner: 'reseller', source: '', readOn: null }));
}
