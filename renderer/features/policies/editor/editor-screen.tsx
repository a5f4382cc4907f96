import { useQuery } from '@tanstack/react-query';
import { Save, Stamp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { z } from 'zod';
import { HostId } from '../../../../src/contract/ids.ts';
import type { Draft } from '../../../../src/contract/policies.ts';
import { TextKind } from '../../../../src/contract/texts.ts';
import { LANGUAGES } from '../../../../src/shared/language.ts';
import { orpc } from '../../../client/client.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { StateTag } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { editorPath, publishPath, textsPath } from '../text-kinds.ts';
import { AdviceCard } from './advice.tsx';
import { GapsCard } from './gaps.tsx';
import { PreviewPane } from './preview-pane.tsx';
import type { Place, TextOfHost } from './unsaved.ts';
import { useDraft, useEditing, useSaveAll } from './use-editing.ts';
import { useSaveKey } from './use-save-key.ts';
import { HEAD } from './wording.ts';
import { WritingCard } from './writing-card.tsx';
import './editor.css';

/** Where a text of a host is worded, in three languages, beside what clients will get. */
export function EditorScreen() {
  const { t } = useTranslation('policies');
  const params = useParams<{ id: string; kind: string; language?: string; section?: string }>();
  const id = HostId.safeParse(params.id);
  const kind = TextKind.safeParse(params.kind);
  if (!id.success || !kind.success) return <Page title={t('texts.textNotFound')}>{null}</Page>;
  const language = LANGUAGES.find((each) => each === params.language) ?? currentLanguage();
  return <TextEditor text={{ hostId: id.data, kind: kind.data }} asked={{ language, section: params.section ?? HEAD }} />;
}

function TextEditor({ text, asked }: { text: TextOfHost; asked: Place }) {
  const { t } = useTranslation('policies');
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: text.hostId } })).data;
  const query = useDraft(text);
  return (
    <Page
      title={t(`text.${text.kind}.name`)}
      intro={t(`text.${text.kind}.what`)}
      parent={{ to: textsPath(text.hostId), label: host === undefined ? t('texts.title') : t('texts.titleOf', { host: host.name }) }}
      wide
    >
      <Loaded query={query}>{(draft) => <Desk text={text} draft={draft} asked={asked} />}</Loaded>
    </Page>
  );
}

/** The place is that of the address, so that Back and a reload come to the same section. */
function Desk({ text, draft, asked }: { text: TextOfHost; draft: z.infer<typeof Draft>; asked: Place }) {
  const sections = draft.states[0]?.sections.map(({ id }) => id) ?? [];
  const place = { ...asked, section: sections.includes(asked.section) ? asked.section : HEAD };
  const [, navigate] = useLocation();
  const [sentence, setSentence] = useState<{ readonly text: string; readonly at: number }>();
  const editing = useEditing(text, draft);
  const goTo = (to: Place, words?: string) => {
    if (to.language !== place.language || to.section !== place.section) navigate(editorPath(text, to));
    setSentence(words === undefined ? undefined : { text: words, at: Date.now() });
  };
  return (
    <>
      <SaveBar text={text} unsavedCount={editing.unsaved.length} mayPublish={draft.gaps.length === 0} />
      <div className="text-desk">
        <div className="stack">
          <WritingCard text={text} draft={draft} editing={editing} place={place} goTo={goTo} sought={sentence} />
          <GapsCard draft={draft} onJump={goTo} />
          <AdviceCard text={text} draft={draft} place={place} editing={editing} onJump={goTo} />
        </div>
        <PreviewPane text={text} place={place} editing={editing} fields={draft.fields} index={sections.indexOf(place.section)} />
      </div>
    </>
  );
}

/** Stays in sight: what is not saved, and the two ways on. */
function SaveBar({ text, unsavedCount, mayPublish }: { text: TextOfHost; unsavedCount: number; mayPublish: boolean }) {
  const { t } = useTranslation('policies');
  const save = useSaveAll(text);
  const isUnsaved = unsavedCount > 0;
  useSaveKey(() => isUnsaved && !save.isPending && save.mutate());
  return (
    <div className="save-bar">
      <p role="status">
        <StateTag tone={isUnsaved ? 'attention' : 'ok'}>{isUnsaved ? t('editor.unsaved', { count: unsavedCount }) : t('editor.allSaved')}</StateTag>
      </p>
      <div className="row">
        <LinkButton to={publishPath(text)} icon={Stamp}>
          {t(mayPublish ? 'editor.publish' : 'editor.checkAndPublish')}
        </LinkButton>
        <Button
          variant="primary"
          icon={Save}
          isDisabled={!isUnsaved}
          isPending={save.isPending}
          onPress={() => save.mutate()}
          aria-keyshortcuts="Control+S Meta+S"
        >
          {t('editor.save')}
          <kbd aria-hidden>{/Mac/.test(navigator.platform) ? '⌘ S' : 'Ctrl S'}</kbd>
        </Button>
      </div>
      {save.error !== null && <ErrorNotice error={save.error} />}
      {isUnsaved && <UnsavedGuard onSave={() => save.mutateAsync()} />}
    </div>
  );
}

function UnsavedGuard({ onSave }: { onSave(): Promise<unknown> }) {
  const { t } = useTranslation('policies');
  const words = { title: t('leave.title'), text: t('leave.text'), stay: t('leave.stay'), leave: t('leave.leave') };
  return <LeaveGuard words={words} save={{ label: t('leave.save'), run: onSave }} />;
}
