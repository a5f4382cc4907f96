import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../src/contract/ids.ts';
import { orpc } from '../../../client/client.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card, StateTag } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { editorPath, textsPath } from '../text-kinds.ts';
import { needsAttention, type TextSummary, TextTags } from './text-tags.tsx';

/** On the page of a host: how many of its texts are published and which want a look, with the way to all of them. */
export function TextsCard({ hostId }: { hostId: HostId }) {
  const { t } = useTranslation('policies');
  const query = useQuery(orpc.policies.texts.queryOptions({ input: { hostId } }));
  return (
    <Card title={t('texts.title')} actions={<LinkButton to={textsPath(hostId)}>{t('texts.openAll')}</LinkButton>}>
      <Loaded query={query}>{(texts) => <Summary hostId={hostId} texts={texts} />}</Loaded>
    </Card>
  );
}

function Summary({ hostId, texts }: { hostId: HostId; texts: readonly TextSummary[] }) {
  const { t } = useTranslation('policies');
  const published = texts.filter(({ version }) => version !== null).length;
  const pressing = texts.filter(needsAttention);
  return (
    <>
      <p className="soft">
        {t('texts.published', { count: published, total: texts.length })} {t('texts.cardIntro')}
      </p>
      {pressing.length === 0 ? (
        <p>
          <StateTag tone="ok">{t('texts.allFine')}</StateTag>
        </p>
      ) : (
        <ul className="stack" data-gap="s">
          {pressing.map((text) => (
            <li key={text.kind} className="row">
              <a href={`#${editorPath({ hostId, kind: text.kind })}`}>{t(`text.${text.kind}.name`)}</a>
              <TextTags text={text} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
