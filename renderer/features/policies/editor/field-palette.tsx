import { Braces, Search } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Autocomplete, Dialog, DialogTrigger, Input, ListBox, ListBoxItem, Popover, SearchField, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MergeField } from '../../../../src/contract/merge-fields.ts';
import { fold } from '../../../../src/shared/text.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeText } from '../../../ui/display.tsx';
import { useFieldWords } from '../fields/field-words.ts';
import { insertAtCursor } from './section-fields.tsx';

interface PaletteProps {
  fields: readonly MergeField[];
  /** The fields of the section: a chosen field goes where the cursor was. */
  place: RefObject<HTMLFieldSetElement | null>;
}

/** Every field a text may use, each in words, to search and put in. */
export function FieldPalette({ fields, place }: PaletteProps) {
  const { t } = useTranslation('policies');
  const [isOpen, setOpen] = useState(false);
  const insert = (field: MergeField) => {
    setOpen(false);
    // After the popover gave the focus back to its button.
    window.setTimeout(() => place.current !== null && insertAtCursor(place.current, `{{${field}}}`), 60);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button icon={Braces}>{t('palette.open')}</Button>
      <Popover className="popover field-palette" offset={4} placement="bottom end">
        <Dialog aria-label={t('palette.open')} className="field-palette-box">
          <FieldChoice fields={fields} onChosen={insert} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function FieldChoice({ fields, onChosen }: { fields: readonly MergeField[]; onChosen(field: MergeField): void }) {
  const { t } = useTranslation('policies');
  const words = useFieldWords();
  const [typed, setTyped] = useState('');
  const fits = (field: MergeField) => fold(`${field} ${words.name(field)} ${words.what(field)}`).includes(fold(typed.trim()));
  const choose = (key: unknown) => {
    const chosen = fields.find((field) => field === key);
    if (chosen !== undefined) onChosen(chosen);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={t('palette.search')} autoFocus className="field-palette-search">
        <Search size={16} aria-hidden />
        <Input className="input" placeholder={t('palette.search')} />
      </SearchField>
      <ListBox
        aria-label={t('palette.fields')}
        className="field-palette-list"
        onAction={choose}
        renderEmptyState={() => <p className="soft">{t('palette.nothing')}</p>}
      >
        {fields.filter(fits).map((field) => (
          <ListBoxItem key={field} id={field} textValue={words.name(field)} className="option">
            <span className="option-text">
              <Text slot="label">{words.name(field)}</Text>
              <Text slot="description" className="option-hint">
                {words.what(field)} <CodeText>{`{{${field}}}`}</CodeText>
              </Text>
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
