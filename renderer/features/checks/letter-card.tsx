import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailCheck } from '../../../src/contract/checks.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Card } from '../../ui/display.tsx';
import { NotAsked } from '../../ui/loading.tsx';

/** What the client has to change, as a letter in his language. */
export function LetterCard({ check, clientId }: { check: MailCheck; clientId: ClientId | undefined }) {
  const { t } = useTranslation(['checksScreen', 'common']);
  const [chosen, setChosen] = useState<Language>();
  const copy = useCopyText();
  // Whose mail it is decides; of nobody's he writes in the language of his mail.
  const asked = chosen ?? (clientId === undefined ? (check.language ?? currentLanguage()) : undefined);
  const query = useQuery({
    ...orpc.checks.letter.queryOptions({
      input: { subject: check.subject, findings: check.findings, ...(asked !== undefined && { language: asked }), ...(clientId !== undefined && { clientId }) },
    }),
    placeholderData: (before) => before,
  });
  const { data: letter } = query;
  return (
    <Card
      title={t('letter.title')}
      actions={
        letter !== undefined && (
          <Button icon={Copy} onPress={() => copy(`${letter.subject}\n\n${letter.text}`, t('letter.copied'))}>
            {t('letter.copy')}
          </Button>
        )
      }
    >
      <Select<Language>
        label={t('letter.language')}
        options={LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }))}
        value={letter?.language ?? asked ?? null}
        onChange={setChosen}
      />
      {letter === undefined ? <NotAsked query={query} /> : <LetterText {...letter} />}
    </Card>
  );
}

function LetterText({ language, subject, text }: { language: Language; subject: string; text: string }) {
  return (
    <div className="check-letter" lang={language}>
      <p className="check-letter-subject">{subject}</p>
      <p className="check-letter-text">{text}</p>
    </div>
  );
}
