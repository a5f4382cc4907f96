import { CircleAlert, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  type TextFieldProps,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** What every field has: a label that stays visible, a hint below it, an error in its place. */
export interface FieldWords {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; shown and read out. */
  error?: string | undefined;
  /** As wide as its container instead of 30 rem. */
  wide?: boolean;
}

/** Label, control, hint and error of a react-aria field, in their order. */
export function FieldFrame({ label, hint, error, children }: Omit<FieldWords, 'wide'> & { children: ReactNode }) {
  return (
    <>
      <Label className="field-label">{label}</Label>
      {children}
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">
        <CircleAlert size={14} aria-hidden />
        <span>{error}</span>
      </FieldError>
    </>
  );
}

type TextProps = FieldWords & { placeholder?: string } & Omit<TextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'>;

/** One line of text. `value` and `onChange` take strings. */
export function TextField({ label, hint, error, wide, placeholder = '', ...rest }: TextProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className="field" data-wide={wide}>
      <FieldFrame label={label} hint={hint} error={error}>
        <Input className="input" placeholder={placeholder} />
      </FieldFrame>
    </AriaTextField>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, error, wide, placeholder = '', rows = 4, ...rest }: TextProps & { rows?: number }) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className="field" data-wide={wide}>
      <FieldFrame label={label} hint={hint} error={error}>
        <AriaTextArea className="input" placeholder={placeholder} rows={rows} />
      </FieldFrame>
    </AriaTextField>
  );
}

interface NumberProps extends FieldWords {
  /** Null = empty. */
  value: number | null;
  onChange(value: number | null): void;
  minValue?: number;
  maxValue?: number;
  isDisabled?: boolean;
  formatOptions?: Intl.NumberFormatOptions;
}

/** A number, typed in the way of the screen's language. */
export function NumberField({ label, hint, error, wide, value, onChange, ...rest }: NumberProps) {
  return (
    <AriaNumberField
      {...rest}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isInvalid={error !== undefined}
      className="field"
      data-wide={wide}
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <Input className="input" />
      </FieldFrame>
    </AriaNumberField>
  );
}

/** A search box with its own clear button. Escape clears it. */
export function SearchField({ label, value, onChange, placeholder }: { label: string; value: string; onChange(value: string): void; placeholder?: string }) {
  const { t } = useTranslation('common');
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className="search-field">
      <div className="input-group">
        <Search size={16} aria-hidden />
        <Input className="input" placeholder={placeholder ?? label} />
        <AriaButton className="button icon-button" aria-label={t('clear')}>
          <X size={16} aria-hidden />
        </AriaButton>
      </div>
    </AriaSearchField>
  );
}
