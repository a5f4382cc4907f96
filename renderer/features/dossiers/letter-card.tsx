import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { type client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Written } from './not-admitted.tsx';

type Letter = Awaited<ReturnType<typeof client.dossiers.letter>>;

/** The letter to the host as it would be handed in now, and what it says in the language of the reader. Asked for once it is opened. */
export function LetterCard({ dossier: { id, changedAt, hostLanguage } }: { dossier: Dossier }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const [open, setOpen] = useState(false);
  const readerLanguage = currentLanguage();
  // A new moment of change makes a new question: the letter follows what is typed in.
  const query = useQuery({
    ...orpc.dossiers.letter.queryOptions({ input: { id, readerLanguage } }),
    queryKey: [...orpc.dossiers.letter.key({ input: { id, readerLanguage } }), changedAt],
    placeholderData: (before) => before,
    enabled: open,
  });
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('letter.title', { language: t(`common:ownLanguage.${hostLanguage}`) })}</summary>
      {open && <Loaded query={query}>{(letter) => <Content letter={letter} />}</Loaded>}
    </details>
  );
}

function Content({ letter: { language, subject, text, missing, translation } }: { letter: Letter }) {
  const { t, i18n } = useTranslation(['dossiers', 'fields']);
  const { list } = useFormat();
  const copy = useCopyText();
  const own = <Written lang={language} subject={subject} text={text} />;
  return (
    <div className="stack">
      {missing.length > 0 && <p>{t('letter.missing', { fields: list(missing.map((field) => i18n.t(`fields:name.${field}`, { defaultValue: field }))) })}</p>}
      <div className="row">
        <Button icon={Copy} onPress={() => copy(`${subject}\n\n${text}`, t('ask.copied'))}>
          {t('letter.copy')}
        </Button>
      </div>
      {translation === null ? (
        own
      ) : (
        <Tabs
          label={t('letter.which')}
          tabs={[
            { id: 'own', label: t('letter.own'), content: own },
            { id: 'translation', label: t('letter.translation'), content: <Written subject={translation.subject} text={translation.text} /> },
          ]}
        />
      )}
    </div>
  );
}
