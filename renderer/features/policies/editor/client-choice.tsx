import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ClientId, HostId } from '../../../../src/contract/ids.ts';
import { type client, orpc } from '../../../client/client.ts';
import { IconButton } from '../../../ui/button.tsx';

type Found = Awaited<ReturnType<typeof client.clients.list>>['rows'][number];

/** The client a text is shown for. */
export interface ChosenClient {
  readonly id: ClientId;
  readonly name: string;
}

interface ClientChoiceProps {
  label: string;
  hint: string;
  /** What stands in the field while nobody is chosen. */
  placeholder: string;
  hostId: HostId;
  value: ChosenClient | undefined;
  onChange(client: ChosenClient | undefined): void;
}

/** Finds a client of the host by name, domain or address; empty = none. */
export function ClientChoice({ label, hint, placeholder, hostId, value, onChange }: ClientChoiceProps) {
  const { t } = useTranslation('policies');
  const { rows, typed, type, choose, clear, settle } = useClientSearch({ hostId, value, onChange });
  return (
    <ComboBox
      className="field client-choice"
      items={rows}
      inputValue={typed}
      onInputChange={type}
      onSelectionChange={choose}
      selectedKey={value?.id ?? null}
      menuTrigger="focus"
      allowsEmptyCollection
      onBlur={settle}
    >
      <Label className="field-label">{label}</Label>
      <div className="input-group">
        <Input className="input" placeholder={placeholder} />
        <AriaButton className="button icon-button" aria-label={label}>
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
        {value !== undefined && <IconButton slot={null} icon={X} label={t('preview.clearClient')} onPress={clear} />}
      </div>
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
      <Popover className="popover" offset={4}>
        <ListBox renderEmptyState={() => <p className="soft">{t('preview.nobody')}</p>}>{(row: Found) => <FoundLine row={row} />}</ListBox>
      </Popover>
    </ComboBox>
  );
}

function FoundLine({ row }: { row: Found }) {
  return (
    <ListBoxItem id={row.id} textValue={row.name} className="option">
      <span className="option-text">
        <Text slot="label">{row.name}</Text>
        <Text slot="description" className="option-hint">
          {row.mainDomain}
        </Text>
      </span>
    </ListBoxItem>
  );
}

/** What is typed, who fits it, and what a choice does. */
function useClientSearch({ hostId, value, onChange }: Pick<ClientChoiceProps, 'hostId' | 'value' | 'onChange'>) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const search = typed === value?.name ? '' : typed.trim();
  const found = useQuery(orpc.clients.list.queryOptions({ input: { limit: 8, filter: { search, hostId } }, placeholderData: keepPreviousData }));
  const rows = found.data?.rows ?? [];
  const clear = () => {
    setTyped('');
    onChange(undefined);
  };
  const choose = (key: unknown) => {
    const chosen = rows.find(({ id }) => id === key);
    if (chosen === undefined) return;
    setTyped(chosen.name);
    onChange({ id: chosen.id, name: chosen.name });
  };
  const type = (next: string) => (next === '' ? clear() : setTyped(next));
  return { rows, typed, type, choose, clear, settle: () => setTyped(value?.name ?? '') };
}
