import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Channel, ChannelPurpose, Limit, type Sanction, Sanction as SanctionSchema, SuspensionScope } from '../../../../src/contract/rule-pack.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/choice.tsx';
import { NumberField, TextField } from '../../../ui/field.tsx';
import type { RuleValues } from '../rule-words.ts';
import { NEW_RATE, RateFields } from './rate-fields.tsx';
import type { EditorProps } from './value-editor.ts';

interface RowsProps<Row> extends EditorProps<Row[]> {
  /** What a new row starts as. */
  start: Row;
  add: string;
  empty?: string;
  fields(row: Row, set: (part: Partial<Row>) => void): ReactNode;
}

/** Any number of rows, each with its fields. */
function Rows<Row>({ value = [], onChange, error, start, add, empty, fields }: RowsProps<Row>) {
  const { t } = useTranslation('hosts');
  const set = (at: number, part: Partial<Row>) => onChange(value.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <div className="stack">
      {value.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
        <fieldset key={index} className="rule-row">
          <legend className="visually-hidden">{t('edit.line', { number: index + 1 })}</legend>
          {fields(row, (part) => set(index, part))}
          <IconButton icon={X} label={t('edit.removeLine', { number: index + 1 })} onPress={() => onChange(value.filter((_, other) => other !== index))} />
        </fieldset>
      ))}
      {value.length === 0 && empty !== undefined && <p className="small soft">{empty}</p>}
      {error !== undefined && (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
      <div className="row">
        <Button variant="quiet" icon={Plus} onPress={() => onChange([...value, start])}>
          {add}
        </Button>
      </div>
    </div>
  );
}

const NEW_LIMIT: Limit = { ...NEW_RATE, seconds: 3600, counts: 'messages', scope: 'mailbox' };

/** Limits: how many of what, in how much time, for what. `own` limits have nobody's example among them. */
export function LimitRows({ own = false, ...props }: EditorProps<Limit[]> & { own?: boolean }) {
  const { t } = useTranslation('hosts');
  return (
    <Rows
      {...props}
      start={NEW_LIMIT}
      add={t('edit.addLimit')}
      {...(!own && { empty: t('edit.emptyLimits') })}
      fields={(row, set) => (
        <>
          <RateFields rate={row} onChange={set} own={own} tried={props.error !== undefined} />
          <Select
            label={t('edit.counts')}
            options={Limit.shape.counts.options.map((id) => ({ id, label: t(`counts.${id}`) }))}
            value={row.counts}
            onChange={(counts) => set({ counts })}
          />
          <Select
            label={t('edit.scope')}
            options={Limit.shape.scope.options.map((id) => ({ id, label: t(`scopeName.${id}`) }))}
            value={row.scope}
            onChange={(scope) => set({ scope })}
          />
        </>
      )}
    />
  );
}

const NEW_SANCTION: Sanction = { scope: 'account', warning: 'unstated', warningHours: null, liftsAfterHours: null };

/** What is blocked, and how. */
export function SanctionRows(props: EditorProps<Sanction[]>) {
  const { t } = useTranslation('hosts');
  return (
    <Rows
      {...props}
      start={NEW_SANCTION}
      add={t('edit.addSanction')}
      fields={(row, set) => (
        <>
          <Select
            label={t('edit.blocked')}
            options={SuspensionScope.options.map((id) => ({ id, label: t(`scope.${id}`) }))}
            value={row.scope}
            onChange={(scope) => set({ scope })}
          />
          <Select
            label={t('edit.warning')}
            options={SanctionSchema.shape.warning.options.map((id) => ({ id, label: t(`warning.${id}`) }))}
            value={row.warning}
            onChange={(warning) => set({ warning, ...(warning !== 'given' && { warningHours: null }) })}
          />
          {row.warning === 'given' && (
            <NumberField label={t('edit.warningHours')} value={row.warningHours} onChange={(warningHours) => set({ warningHours })} minValue={1} />
          )}
          <NumberField label={t('edit.liftsAfter')} value={row.liftsAfterHours} onChange={(liftsAfterHours) => set({ liftsAfterHours })} minValue={1} />
        </>
      )}
    />
  );
}

type Channels = RuleValues['channels'];
const NEW_CHANNEL: Channels[number] = { purpose: 'questions', channel: 'support', address: '' };

/** By what way the host is asked for what. */
export function ChannelRows(props: EditorProps<Channels>) {
  const { t } = useTranslation('hosts');
  return (
    <Rows
      {...props}
      start={NEW_CHANNEL}
      add={t('edit.addChannel')}
      fields={(row, set) => (
        <>
          <Select
            label={t('edit.purpose')}
            options={ChannelPurpose.options.map((id) => ({ id, label: t(`purpose.${id}`) }))}
            value={row.purpose}
            onChange={(purpose) => set({ purpose })}
          />
          <Select
            label={t('edit.channel')}
            options={Channel.options.map((id) => ({ id, label: t(`channel.${id}`) }))}
            value={row.channel}
            onChange={(channel) => set({ channel })}
          />
          <TextField label={t('edit.address')} value={row.address} onChange={(address) => set({ address })} maxLength={300} />
        </>
      )}
    />
  );
}
