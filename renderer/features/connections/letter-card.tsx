import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import type { Language } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { Card } from '../../ui/display.tsx';
import { NotAsked } from '../../ui/loading.tsx';

/** The letter that asks the host for what lacks, in a language of the host; nothing when nothing lacks. */
export function LetterCard({ packId }: { packId: PackId }) {
  const { t } = useTranslation(['connections', 'common']);
  const [language, setLanguage] = useState<Language>();
  const copy = useCopyText();
  const query = useQuery({
    ...orpc.connections.letter.queryOptions({ input: { packId, ...(language !== undefined && { language }) } }),
    placeholderData: (before) => before,
  });
  const { data: letter } = query;
  if (letter === undefined) return <NotAsked query={query} />;
  if (letter.lacking.length === 0) return null;
  return (
    <Card
      title={t('letter.title')}
      actions={
        <Button icon={Copy} onPress={() => copy(`${letter.subject}\n\n${letter.text}`, t('letter.copied'))}>
          {t('letter.copy')}
        </Button>
      }
    >
      <p className="soft prose">{t('letter.why', { count: letter.lacking.length })}</p>
      <Select<Language>
        label={t('letter.language')}
        options={letter.languages.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }))}
        value={letter.language}
        onChange={setLanguage}
      />
      <div className="host-letter" lang={letter.language}>
        <p>
          <strong>{letter.subject}</strong>
        </p>
        <p className="host-letter-text">{letter.text}</p>
      </div>
    </Card>
  );
}
