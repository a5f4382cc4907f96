import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import { client, orpc, queryClient } from '../../../client/client.ts';
import { announce } from '../../../ui/announce.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { keyOf, type Place, type TextOfHost, unsavedOf, useUnsaved } from './unsaved.ts';
import { blocksOf, isSameWording, type Wording, wordingOf } from './wording.ts';

type TextDraft = z.infer<typeof Draft>;

/** Shows an answer of the core as the present draft. */
function showDraft(text: TextOfHost, draft: TextDraft): void {
  queryClient.setQueryData(orpc.policies.draft.queryKey({ input: text }), draft);
  // A preview kept from before says the old wording: without it, what was typed stays in sight until the new one is there.
  queryClient.removeQueries({ queryKey: orpc.policies.preview.key(), type: 'inactive' });
}

/** The draft of a text as it is stored. */
export function useDraft(text: TextOfHost) {
  return useQuery(orpc.policies.draft.queryOptions({ input: text }));
}

/** What was typed and not saved, and the ways to change, save and drop it. */
export function useEditing(text: TextOfHost, draft: TextDraft) {
  const { wordings, keep, drop } = useUnsaved();
  const unsaved = unsavedOf(wordings, text);
  const saved = ({ language, section }: Place): Wording | undefined => {
    const sibling = draft.texts.find((each) => each.language === language);
    return sibling && wordingOf(sibling, section);
  };
  const unsavedAt = (place: Place): Wording | undefined => wordings[keyOf(text, place)];
  return {
    unsaved,
    unsavedAt,
    /** What stands in the fields of a place: what was typed, else what is stored. */
    wordingAt: (place: Place): Wording | undefined => unsavedAt(place) ?? saved(place),
    /** Keeps what is typed; typing the stored wording again leaves nothing to save. */
    type: (place: Place, wording: Wording) => {
      const before = saved(place);
      const isBack = before !== undefined && before.title === wording.title && before.markup === wording.markup;
      if (isBack) drop(keyOf(text, place));
      else keep(keyOf(text, place), wording);
    },
    drop: (place: Place) => drop(keyOf(text, place)),
    saved,
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** Stores everything that was typed in a text, section by section; what is stored is dropped from what is kept. */
export function useSaveAll(text: TextOfHost) {
  const { t } = useTranslation('policies');
  const save = async () => {
    for (const { key, place, wording } of unsavedOf(useUnsaved.getState().wordings, text)) {
      const draft = await client.policies.edit({ ...text, ...place, wording: blocksOf(place.section, wording) });
      showDraft(text, draft);
      // Typed on while it was being stored: that is not saved yet.
      const now = useUnsaved.getState().wordings[key];
      if (now === undefined || isSameWording(place.section, now, wording)) useUnsaved.getState().drop(key);
    }
  };
  return useMutation({ mutationFn: save, onSuccess: () => announce(t('editor.saved')) });
}

/** Gives the generated wording of a place back. */
export function useGiveBack(text: TextOfHost) {
  const { t } = useTranslation('policies');
  return useMutation({
    mutationFn: (place: Place) => client.policies.edit({ ...text, ...place, wording: null }),
    onSuccess: (draft, place) => {
      useUnsaved.getState().drop(keyOf(text, place));
      showDraft(text, draft);
      toast({ text: t('editor.gaveBack') });
    },
  });
}

/** Says that the wording of a place stays as it is. */
export function useConfirm(text: TextOfHost) {
  const { t } = useTranslation('policies');
  return useMutation({
    mutationFn: (place: Place) => client.policies.confirm({ ...text, ...place }),
    onSuccess: (draft) => {
      showDraft(text, draft);
      toast({ text: t('editor.confirmed') });
    },
  });
}
