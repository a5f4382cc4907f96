import { useTranslation } from 'react-i18next';
import { ServerKind, WhitelistEvidence } from '../../../../src/contract/rule-pack.ts';
import { FilterChips, Select } from '../../../ui/choice.tsx';
import type { RuleValues } from '../rule-words.ts';
import type { EditorProps } from './value-editor.ts';

/** Whether there is a white list, on which servers, and what it takes to get onto it. */
export function WhitelistEditor({ value, onChange, error }: EditorProps<RuleValues['whitelist']>) {
  const { t } = useTranslation(['hosts', 'common']);
  const options = [
    { id: 'yes', label: t('common:yes') },
    { id: 'no', label: t('common:no') },
  ] as const;
  const set = (part: Partial<RuleValues['whitelist']>) => onChange({ possible: true, servers: [], evidence: [], ...value, ...part });
  return (
    <div className="stack">
      <Select
        label={t('edit.possible')}
        options={options}
        value={value === undefined ? null : value.possible ? 'yes' : 'no'}
        onChange={(id) => set({ possible: id === 'yes' })}
        error={error}
      />
      {value?.possible === true && (
        <>
          <Named label={t('edit.servers')}>
            <FilterChips
              label={t('edit.servers')}
              options={ServerKind.options.map((id) => ({ id, label: t(`server.${id}`) }))}
              value={value.servers}
              onChange={(servers) => set({ servers })}
            />
          </Named>
          <Named label={t('edit.evidence')}>
            <FilterChips
              label={t('edit.evidence')}
              options={WhitelistEvidence.options.map((id) => ({ id, label: t(`evidence.${id}`) }))}
              value={value.evidence}
              onChange={(evidence) => set({ evidence })}
            />
          </Named>
        </>
      )}
    </div>
  );
}

function Named({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="stack" data-gap="s">
      <span className="field-label" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}
