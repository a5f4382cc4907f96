import { RotateCcw, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeText } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Dialog } from '../../../ui/overlay.tsx';
import { FieldPalette } from './field-palette.tsx';
import { SectionFields, type Sought } from './section-fields.tsx';
import { SectionStanding } from './section-standing.tsx';
import { Siblings } from './siblings.tsx';
import type { Place, TextOfHost } from './unsaved.ts';
import { type Editing, useGiveBack } from './use-editing.ts';
import { HEAD } from './wording.ts';

interface SectionEditorProps {
  text: TextOfHost;
  draft: z.infer<typeof Draft>;
  editing: Editing;
  place: Place;
  sought: Sought | undefined;
}

/** One section in one language: how it stands, its wording, and the same section in the other languages. */
export function SectionEditor({ text, draft, editing, place, sought }: SectionEditorProps) {
  const { t } = useTranslation(['policies', 'common']);
  const fields = useRef<HTMLFieldSetElement>(null);
  const wording = editing.wordingAt(place);
  const state = draft.states.find(({ language }) => language === place.language)?.sections.find(({ id }) => id === place.section);
  const rules = draft.texts.find(({ language }) => language === place.language)?.sections.find(({ id }) => id === place.section)?.rules ?? [];
  if (wording === undefined || state === undefined) return <p className="soft">{t('editor.noSection')}</p>;
  return (
    <div className="stack section-editor">
      <div className="row" data-justify="between">
        <h2>{place.section === HEAD ? t('editor.head') : <span lang={place.language}>{wording.title}</span>}</h2>
        <FieldPalette fields={draft.fields} place={fields} />
      </div>
      <SectionStanding text={text} place={place} state={state} />
      <SectionFields ref={fields} place={place} wording={wording} onType={(typed) => editing.type(place, typed)} sought={sought} />
      <SectionActions text={text} place={place} editing={editing} isEdited={state.edited} />
      {rules.length > 0 && (
        <p className="small soft">
          {t('restsOn')} <CodeText>{rules.join(', ')}</CodeText>
        </p>
      )}
      <Siblings editing={editing} place={place} />
    </div>
  );
}

interface ActionsProps {
  text: TextOfHost;
  place: Place;
  editing: Editing;
  isEdited: boolean;
}

/** The ways back: to what is saved, and to what the rules say by themselves. */
function SectionActions({ text, place, editing, isEdited }: ActionsProps) {
  const { t } = useTranslation('policies');
  const [asking, setAsking] = useState(false);
  const giveBack = useGiveBack(text);
  const isUnsaved = editing.unsavedAt(place) !== undefined;
  if (!isUnsaved && !isEdited) return null;
  return (
    <div className="row">
      {isUnsaved && (
        <Button icon={Undo2} onPress={() => editing.drop(place)}>
          {t('editor.discard')}
        </Button>
      )}
      {isEdited && (
        <Button icon={RotateCcw} onPress={() => setAsking(true)}>
          {t('editor.giveBack')}
        </Button>
      )}
      {asking && <GiveBackQuestion giveBack={giveBack} place={place} onClose={() => setAsking(false)} />}
    </div>
  );
}

function GiveBackQuestion({ giveBack, place, onClose }: { giveBack: ReturnType<typeof useGiveBack>; place: Place; onClose(): void }) {
  const { t } = useTranslation(['policies', 'common']);
  const actions = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="danger" isPending={giveBack.isPending} onPress={() => giveBack.mutate(place, { onSuccess: onClose })}>
        {t('editor.giveBack')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('editor.giveBackTitle')} isOpen onOpenChange={onClose} decides actions={actions}>
      <p>{t('editor.giveBackText', { language: t(`common:language.${place.language}`) })}</p>
      {giveBack.error !== null && <ErrorNotice error={giveBack.error} />}
    </Dialog>
  );
}
