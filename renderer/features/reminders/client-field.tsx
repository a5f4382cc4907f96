import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox, Input, ListBox, Popover } from 'react-aria-components';
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
  const [typed, setTyped] = useState(value?.name ?? '');
  const search = typed === value?.name ? '' : typed.trim();
  const found = useQuery(orpc.clients.list.queryOptions({ input: { limit: 12, filter: { search } }, placeholderData: keepPreviousData })).data?.rows ?? [];
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
        <ListBox<{ id: ClientId; label: string; hint?: string }>>{(option) => <OptionLine option={option} />}</ListBox>
      </Popover>
    </ComboBox>
  );
}
