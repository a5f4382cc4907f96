import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdviceText } from '../../../src/contract/checks.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toast } from '../../ui/toasts.tsx';

interface Which {
  hostId: HostId;
  code: AdviceText['code'];
}

type Wordings = Record<Language, string | null>;

/** A sentence of the advice in three languages, as the reseller words it for one host. */
export function AdviceTextDialog({ which, onClose }: { which: Which; onClose(): void }) {
  const { t } = useTranslation('checksScreen');
  const query = useQuery(orpc.checks.adviceText.queryOptions({ input: which }));
  return (
    <Dialog wide title={t('advice.editTitle')} isOpen onOpenChange={onClose}>
      <Loaded query={query}>{(text) => <Wording which={which} text={text} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function Wording({ which, text, onClose }: { which: Which; text: AdviceText; onClose(): void }) {
  const { t } = useTranslation(['checksScreen', 'common']);
  const [typed, setTyped] = useState(() => wordingsOf(text, ({ own, standard }) => own?.wording ?? standard));
  const keep = useKeep(which, text, onClose);
  const isEmpty = LANGUAGES.some((language) => typed[language]?.trim() === '');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) keep.mutate(typed);
      }}
    >
      <p className="soft prose">
        {t('advice.editWhy')}{' '}
        {text.places.length > 0 && t('advice.places', { places: text.places.join(' '), interpolation: { escapeValue: false, skipOnVariables: true } })}
      </p>
      {text.wordings.map((wording) => (
        <OneLanguage
          key={wording.language}
          wording={wording}
          typed={typed[wording.language] ?? ''}
          onType={(words) => setTyped({ ...typed, [wording.language]: words })}
        />
      ))}
      {keep.error !== null && <ErrorNotice error={keep.error} />}
      <div className="row" data-justify="end">
        {text.wordings.some(({ own }) => own !== null) && (
          <Button isPending={keep.isPending} onPress={() => keep.mutate({ en: null, fr: null, ru: null })}>
            {t('advice.back')}
          </Button>
        )}
        <Button onPress={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" variant="primary" isDisabled={isEmpty} isPending={keep.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}

interface OneLanguageProps {
  readonly wording: AdviceText['wordings'][number];
  readonly typed: string;
  onType(words: string): void;
}

function OneLanguage({ wording: { language, own, standard }, typed, onType }: OneLanguageProps) {
  const { t } = useTranslation(['checksScreen', 'common']);
  return (
    <div className="stack" data-gap="s">
      <TextArea wide rows={3} maxLength={2000} label={t(`common:ownLanguage.${language}`)} value={typed} onChange={onType} />
      {own !== null && (
        <span className="soft small">
          {t('advice.ownBy', { author: own.author })} <DateTime at={own.at} />. {t('advice.standard', { text: standard })}
        </span>
      )}
    </div>
  );
}

/** Keeps or gives back; what it was before comes back with a press. */
function useKeep({ hostId, code }: Which, before: AdviceText, onDone: () => void) {
  const { t } = useTranslation('checksScreen');
  const set = (wordings: Wordings) => client.checks.setAdviceText({ hostId, code, wordings });
  return useMutation({
    mutationFn: set,
    onSuccess: () => {
      toast({ text: t('advice.kept'), undo: () => set(wordingsOf(before, ({ own }) => own?.wording ?? null)) });
      onDone();
    },
  });
}

function wordingsOf(text: AdviceText, wordingOf: (each: AdviceText['wordings'][number]) => string | null): Wordings {
  const found: Wordings = { en: null, fr: null, ru: null };
  for (const each of text.wordings) found[each.language] = wordingOf(each);
  return found;
}
