import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RuleField } from '../../../../src/contract/rule-pack.ts';
import { Button } from '../../../ui/button.tsx';
import { Card, StateTag } from '../../../ui/display.tsx';
import { Table } from '../../../ui/table.tsx';
import { isOwnField, RULE_GROUPS, type RuleGroup } from '../rule-groups.ts';
import { useRuleWords } from '../rule-words.ts';
import type { EditedField } from './use-rule-form.ts';
import type { RulesDraft } from './use-rules-draft.ts';

interface RulesTableProps {
  draft: RulesDraft;
  onEdit(field: EditedField): void;
}

/** Every rule of the host beside one's own, each with a way to change it. */
export function RulesTables(props: RulesTableProps) {
  return RULE_GROUPS.map((group) => <GroupCard key={group.id} group={group} {...props} />);
}

function GroupCard({ group, draft, onEdit }: RulesTableProps & { group: RuleGroup }) {
  const { t } = useTranslation('hosts');
  const fields: readonly EditedField[] = group.id === 'conditions' ? [...group.fields, 'maxSilenceMonths'] : group.fields;
  const isChanged = (field: EditedField) => draft.changes.some((change) => change.field === field);
  return (
    <Card flush title={t(`group.${group.id}`)}>
      <div className="rules-edit">
        <Table
          label={t(`group.${group.id}`)}
          rows={fields}
          rowKey={(field) => field}
          columns={[
            {
              id: 'rule',
              header: t('rules.rule'),
              cell: (field) => (
                <span className="row">
                  {t(`rule.${field}`)}
                  {isChanged(field) && <StateTag tone="info">{t('edit.changed')}</StateTag>}
                </span>
              ),
            },
            { id: 'host', header: t('edit.host'), cell: (field) => field !== 'maxSilenceMonths' && <HostCell field={field} draft={draft} /> },
            ...(fields.some(isOwnField) ? [{ id: 'own', header: t('edit.own'), cell: (field: EditedField) => <OwnCell field={field} draft={draft} /> }] : []),
            {
              id: 'change',
              header: t('edit.change'),
              cell: (field) => (
                <Button variant="quiet" icon={Pencil} aria-label={t('edit.changeRule', { rule: t(`rule.${field}`) })} onPress={() => onEdit(field)}>
                  {t('edit.change')}
                </Button>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}

function HostCell({ field, draft }: { field: RuleField; draft: RulesDraft }) {
  const { t } = useTranslation('hosts');
  const lines = useRuleWords().ofHost(field, draft.rules[field]);
  return (
    <>
      <StackedLabel>{t('edit.host')}</StackedLabel>
      {lines === undefined ? <StateTag tone="unknown">{t('askHost')}</StateTag> : <Lines lines={lines} />}
    </>
  );
}

function OwnCell({ field, draft }: { field: EditedField; draft: RulesDraft }) {
  const { t } = useTranslation('hosts');
  const words = useRuleWords();
  const lines = isOwnField(field) ? words.own(field, draft.own[field]) : [];
  if (lines.length === 0) return null;
  return (
    <>
      <StackedLabel>{t('edit.own')}</StackedLabel>
      <Lines lines={lines} />
    </>
  );
}

/** The heading of a column, where it is narrow and cells stand one below the other. */
function StackedLabel({ children }: { children: string }) {
  return (
    <span className="stacked-label soft small" aria-hidden>
      {children}
    </span>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
