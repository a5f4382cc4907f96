import { useMemo } from 'react';
import { ComboBox } from './combo-box.tsx';
import type { FieldWords } from './field.tsx';

interface TimeZoneProps extends FieldWords {
  /** IANA name; empty = the one `none` speaks of. */
  value: string;
  onChange(value: string): void;
  /** What it means to choose none. */
  none: string;
}

/** An option must have a name, and no zone has this one. */
const NONE = 'none';

/** A time zone of the world, or none. */
export function TimeZoneField({ value, onChange, none, ...words }: TimeZoneProps) {
  const options = useMemo(() => {
    const names = Intl.supportedValuesOf('timeZone');
    // A zone may go by an older name than the one it is listed under.
    const all = value === '' || names.includes(value) ? names : [value, ...names];
    return [{ id: NONE, label: none }, ...all.map((id) => ({ id, label: id.replaceAll('_', ' ') }))];
  }, [value, none]);
  return <ComboBox {...words} options={options} value={value === '' ? NONE : value} onChange={(id) => onChange(id === NONE ? '' : id)} />;
}
