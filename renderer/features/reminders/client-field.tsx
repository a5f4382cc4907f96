import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox, Input, ListBox, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { OptionLine } from '../../ui/choice.tsx';
import { FieldFrame } from '../../ui/field.tsx';

/** A client by name. */
export interface NamedClient {
  readonly id: ClientId;
  readonly name: string;
}

interface ClientFieldProps {
  label: string;
  error?: string | undefined;
  value: NamedClient | null;
  onChange(value: NamedClient | null): void;
}

/** One of the clients, found by typing a part of the name, an address or a domain. */
export function ClientField({ label, error, value, onChange }: ClientFieldProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const [typed, setTyped] = useState(value?.name ?? '');
  const search = typed === value?.name ? '' : typed.trim();
  const query = useQuery(orpc.clients.list.queryOptions({ input: { limit: 12, filter: { search } } }));
  // Never those of the letters before: who types fast and presses Enter would choose somebody else.
  const found = query.data?.rows ?? [];
  const choose = (key: unknown) => {
    const chosen = found.find(({ id }) => id === key);
    if (chosen === undefined) return;
    onChange({ id: chosen.id, name: chosen.name });
    setTyped(chosen.name);
  };
  const type = (text: string) => {
    setTyped(text);
    if (text === '') onChange(null);
  };
  return (
    <ComboBox
      className="field"
      allowsEmptyCollection
      items={found.map(({ id, name, mainDomain }) => ({ id, label: name, ...(mainDomain !== '' && { hint: mainDomain }) }))}
      value={value?.id ?? null}
      onChange={choose}
      inputValue={typed}
      onInputChange={type}
      isInvalid={error !== undefined}
    >
      <FieldFrame label={label} error={error}>
        <Input className="input" />
      </FieldFrame>
      <Popover className="popover" offset={4}>
        <ListBox<{ id: ClientId; label: string; hint?: string }> renderEmptyState={() => t(query.isPending ? 'common:loading' : 'hold.clientNone')}>
          {(option) => <OptionLine option={option} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
