import { CircleAlert, Search, X } from 'lucide-react';
import { type ReactNode, type RefObject, useContext, useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  Button as AriaButton,
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  NumberFieldStateContext,
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
  /** When a number counts: with every key (usual), or once the field is left or Enter is pressed, where each change costs work. */
  counts?: 'typed' | 'left';
}

/** A number, typed in the way of the screen's language. */
export function NumberField({ label, hint, error, wide, value, onChange, counts = 'typed', ...rest }: NumberProps) {
  // What the field knows while somebody types in it: told of every new value it would write that anew below the fingers.
  const [before, setBefore] = useState<{ readonly value: number | null }>();
  const input = useRef<HTMLInputElement>(null);
  const shown = before === undefined ? value : before.value;
  const type = (typed: number | null) => {
    setBefore({ value: shown });
    // Where an empty field means nothing, what stood there before comes back rather than the last digit that was wiped.
    if (typed === null) onChange(shown);
    onChange(typed);
  };
  const leave = (next: number | null) => {
    setBefore(undefined);
    onChange(next);
  };
  return (
    <AriaNumberField
      {...rest}
      value={shown ?? Number.NaN}
      onChange={(next) => leave(Number.isNaN(next) ? null : next)}
      onBlur={() => setBefore(undefined)}
      isInvalid={error !== undefined}
      className="field"
      data-wide={wide}
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <Input ref={input} className="input" />
      </FieldFrame>
      {counts === 'typed' && <WhileTyped input={input} value={value} onType={type} />}
    </AriaNumberField>
  );
}

/** Tells what is typed in the number field around it as soon as it is a number the field may hold, or is empty. */
function WhileTyped({ input, value, onType }: { input: RefObject<HTMLInputElement | null>; value: number | null; onType(typed: number | null): void }) {
  const field = useContext(NumberFieldStateContext);
  const text = field?.inputValue ?? '';
  const tell = useEffectEvent(() => {
    // A field nobody is in shows a value given to it, perhaps rounded.
    if (field === null || input.current !== document.activeElement) return;
    const { numberValue: typed, minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY } = field;
    if (text === '' ? value !== null : typed !== value && typed >= minValue && typed <= maxValue) onType(text === '' ? null : typed);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed counts, not what it is compared with.
  useEffect(() => tell(), [text]);
  return null;
}

interface SearchProps {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  /** What Enter does; left out = what it does in the form around. */
  onSubmit?: () => void;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A search box with its own clear button. Escape clears it. */
export function SearchField({ label, value, onChange, placeholder, onSubmit, inputRef }: SearchProps) {
  const { t } = useTranslation('common');
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className="search-field" {...(onSubmit !== undefined && { onSubmit })}>
      <div className="input-group">
        <Search size={16} aria-hidden />
        <Input className="input" placeholder={placeholder ?? label} ref={inputRef} />
        <AriaButton className="button icon-button" aria-label={t('clear')}>
          <X size={16} aria-hidden />
        </AriaButton>
      </div>
    </AriaSearchField>
  );
}
