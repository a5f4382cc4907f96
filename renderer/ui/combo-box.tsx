import { ChevronDown } from 'lucide-react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { type Option, OptionLine } from './choice.tsx';
import { FieldFrame, type FieldWords } from './field.tsx';

interface ComboBoxProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange(value: Id): void;
}

/** One of a list too long to look through: typing narrows it down. What fits nothing falls back to what was chosen. */
export function ComboBox<Id extends string>({ label, hint, error, wide, options, value, onChange }: ComboBoxProps<Id>) {
  const choose = (key: unknown) => {
    const chosen = options.find((option) => option.id === key);
    if (chosen !== undefined) onChange(chosen.id);
  };
  return (
    <AriaComboBox className="field" data-wide={wide} defaultItems={options} value={value} onChange={choose} isInvalid={error !== undefined}>
      <FieldFrame label={label} hint={hint} error={error}>
        <div className="input-group">
          <Input className="input" />
          <Button className="icon-button">
            <ChevronDown size={16} aria-hidden />
          </Button>
        </div>
      </FieldFrame>
      <Popover className="popover" offset={4}>
        <ListBox<Option<Id>>>{(option) => <OptionLine option={option} />}</ListBox>
      </Popover>
    </AriaComboBox>
  );
}
