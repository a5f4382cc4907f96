import { useQuery } from '@tanstack/react-query';
import { BookmarkPlus, Ellipsis, PencilLine, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/overlay.tsx';
import { useViews } from './use-views.ts';
import { FIRST_QUESTION, isSame, type Question, type View } from './view.rules.ts';
import { ViewDialog } from './view-dialog.tsx';

interface SavedViewsProps {
  question: Question;
  onAsk(question: Question): void;
}

/** Questions that were given a name: one press asks them again. */
export function SavedViews({ question, onAsk }: SavedViewsProps) {
  const { t } = useTranslation('usage');
  const views = useQuery(orpc.usage.views.queryOptions({ input: {} })).data ?? [];
  const [chosen, setChosen] = useState<View['id']>();
  const [naming, setNaming] = useState<'new' | View>();
  const shown = views.find((view) => isSame(view.question, question));
  const current = shown ?? views.find(({ id }) => id === chosen);
  const isFirst = isSame(question, FIRST_QUESTION);
  const ask = (view: View | undefined) => {
    setChosen(view?.id);
    onAsk(view?.question ?? FIRST_QUESTION);
  };
  return (
    <fieldset className="row views">
      <legend className="visually-hidden">{t('views.label')}</legend>
      <ViewButton name={t('views.all')} isShown={isFirst} onShow={() => ask(undefined)} />
      {views.map((view) => (
        <ViewButton key={view.id} name={view.name} isShown={view.id === shown?.id} onShow={() => ask(view)} />
      ))}
      {current !== undefined && <ViewMenu view={current} question={question} isChanged={shown === undefined} onRename={() => setNaming(current)} />}
      {shown === undefined && !isFirst && (
        <Button variant="quiet" icon={BookmarkPlus} onPress={() => setNaming('new')}>
          {t('views.save')}
        </Button>
      )}
      {naming !== undefined && (
        <ViewDialog view={naming === 'new' ? undefined : naming} question={question} onClose={() => setNaming(undefined)} onSaved={({ id }) => setChosen(id)} />
      )}
    </fieldset>
  );
}

function ViewButton({ name, isShown, onShow }: { name: string; isShown: boolean; onShow(): void }) {
  return (
    <ToggleButton className="chip" isSelected={isShown} onChange={onShow}>
      {name}
    </ToggleButton>
  );
}

interface ViewMenuProps {
  view: View;
  question: Question;
  /** The table shows something else by now. */
  isChanged: boolean;
  onRename(): void;
}

function ViewMenu({ view, question, isChanged, onRename }: ViewMenuProps) {
  const { t } = useTranslation('usage');
  const { save, remove } = useViews();
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={t('views.more', { name: view.name })} />}
      actions={[
        ...(isChanged ? [{ id: 'replace', label: t('views.replace', { name: view.name }), icon: RefreshCw, run: () => save({ ...view, question }) }] : []),
        { id: 'rename', label: t('views.rename'), icon: PencilLine, run: onRename },
        { id: 'remove', label: t('views.remove'), icon: Trash2, tone: 'stopped', run: () => remove(view) },
      ]}
    />
  );
}
