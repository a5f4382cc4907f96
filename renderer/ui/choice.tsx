import { Check as CheckIcon, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Switch as AriaSwitch,
  Button,
  Checkbox,
  CheckboxGroup,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  SelectValue,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { FieldFrame, type FieldWords } from './field.tsx';

/** One thing to choose: `id` is what comes back, `label` what is seen. */
export interface Option<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly hint?: string;
}

interface SelectProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange(value: Id): void;
  placeholder?: string;
  isDisabled?: boolean;
}

/** One of a list, in a popover. */
export function Select<Id extends string>({ label, hint, error, wide, options, value, onChange, placeholder, isDisabled = false }: SelectProps<Id>) {
  const choose = (key: unknown) => {
    const chosen = options.find((option) => option.id === key);
    if (chosen !== undefined) onChange(chosen.id);
  };
  return (
    <AriaSelect
      className="field"
      data-wide={wide}
      value={value}
      onChange={choose}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      {...(placeholder !== undefined && { placeholder })}
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <Button className="select-button">
          <SelectValue>
            {({ defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : options.find((option) => option.id === value)?.label)}
          </SelectValue>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </FieldFrame>
      <Popover className="popover" offset={4}>
        <ListBox>
          {options.map((option) => (
            <OptionLine key={option.id} option={option} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** An option as a line of a list. */
export function OptionLine({ option: { id, label, hint } }: { option: Option<string> }) {
  return (
    <ListBoxItem id={id} textValue={label} className="option">
      {({ isSelected }) => (
        <>
          {isSelected && <CheckIcon size={16} className="option-check" aria-hidden />}
          <span className="option-text">
            <Text slot="label">{label}</Text>
            {hint !== undefined && (
              <Text slot="description" className="option-hint">
                {hint}
              </Text>
            )}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}

interface RadioCardsProps<Id extends string> {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** An option that is disabled says why in its hint. */
  options: readonly (Option<Id> & { readonly content?: ReactNode; readonly isDisabled?: boolean })[];
  value: Id | null;
  onChange(value: Id): void;
  /** Beside one another where there is room. */
  across?: boolean;
}

/** One of a few, each explained on its own card. */
export function RadioCards<Id extends string>({ label, hint, error, options, value, onChange, across }: RadioCardsProps<Id>) {
  const choose = (key: string) => {
    const chosen = options.find((option) => option.id === key);
    if (chosen !== undefined) onChange(chosen.id);
  };
  return (
    <RadioGroup className="radio-cards" value={value} onChange={choose} isInvalid={error !== undefined} data-across={across}>
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <div className="radio-cards-list">
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="radio-card" isDisabled={option.isDisabled ?? false}>
            <span className="radio-card-title">{option.label}</span>
            {option.hint !== undefined && <span className="soft">{option.hint}</span>}
            {option.content}
          </Radio>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </RadioGroup>
  );
}

interface CheckProps {
  label: string;
  /** What it is about, said before the label where only hearing tells them apart. */
  about: string;
  isSelected: boolean;
  onChange(isSelected: boolean): void;
}

/** One thing that is so or not, beside what it is about. */
export function Check({ label, about, isSelected, onChange }: CheckProps) {
  return (
    <Checkbox className="check" aria-label={`${about}: ${label}`} isSelected={isSelected} onChange={onChange}>
      <CheckMark />
      <span>{label}</span>
    </Checkbox>
  );
}

function CheckMark() {
  return (
    <span className="check-box">
      <CheckIcon size={14} aria-hidden />
    </span>
  );
}

/** Something that is on or off, at once. */
export function Switch({ label, isSelected, onChange }: { label: string; isSelected: boolean; onChange(isSelected: boolean): void }) {
  return (
    <AriaSwitch className="switch" isSelected={isSelected} onChange={onChange}>
      <span className="switch-track" />
      <span>{label}</span>
    </AriaSwitch>
  );
}

interface CheckListProps<Id extends string> {
  label: string;
  error?: string | undefined;
  options: readonly Option<Id>[];
  value: readonly Id[];
  onChange(value: Id[]): void;
}

/** Any number of a few, one below the other. */
export function CheckList<Id extends string>({ label, error, options, value, onChange }: CheckListProps<Id>) {
  return (
    <CheckboxGroup
      className="check-list"
      value={[...value]}
      onChange={(keys) => onChange(options.filter((option) => keys.includes(option.id)).map((option) => option.id))}
      isInvalid={error !== undefined}
    >
      <Label className="field-label">{label}</Label>
      {options.map(({ id, label: name, hint }) => (
        <Checkbox key={id} value={id} className="check">
          <CheckMark />
          <span>
            {name}
            {hint !== undefined && <span className="soft small"> {hint}</span>}
          </span>
        </Checkbox>
      ))}
      <FieldError className="field-error">{error}</FieldError>
    </CheckboxGroup>
  );
}

interface ChipsProps<Id extends string> {
  label: string;
  options: readonly (Option<Id> & { readonly count?: number })[];
  /** Nothing chosen = no filter. */
  value: readonly Id[];
  onChange(value: Id[]): void;
}

/** Filters of a list: any number can be on. */
export function FilterChips<Id extends string>({ label, options, value, onChange }: ChipsProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="chips"
      selectionMode="multiple"
      selectedKeys={value}
      onSelectionChange={(keys) => onChange(options.filter((option) => keys.has(option.id)).map((option) => option.id))}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="chip">
          {option.label}
          {option.count !== undefined && <span className="chip-count">{option.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
