import { useQuery } from '@tanstack/react-query';
import { FilePenLine, Mail, Stamp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { HostId } from '../../../../src/contract/ids.ts';
import { orpc } from '../../../client/client.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { DateText } from '../../../ui/time.tsx';
import { editorPath, isLetter, KIND_ICONS, letterPath, publishPath, TEXT_GROUPS } from '../text-kinds.ts';
import { type TextSummary, TextTags } from './text-tags.tsx';
import './texts.css';

/** The ten texts of a host: what each is for, how it stands, and where it is worded and published. */
export function TextsScreen() {
  const { t } = useTranslation('policies');
  const id = HostId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('texts.hostNotFound')}>{null}</Page>;
  return <TextsOf hostId={id.data} />;
}

function TextsOf({ hostId }: { hostId: HostId }) {
  const { t } = useTranslation('policies');
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data;
  const query = useQuery(orpc.policies.texts.queryOptions({ input: { hostId } }));
  return (
    <Page
      title={host === undefined ? t('texts.title') : t('texts.titleOf', { host: host.name })}
      intro={t('texts.intro')}
      parent={{ to: `/hosts/${hostId}`, label: host?.name ?? t('hosts') }}
    >
      <Loaded query={query}>
        {(texts) =>
          TEXT_GROUPS.map(({ id, kinds }) => (
            <Card key={id} flush title={t(`texts.group.${id}`)}>
              <p className="soft texts-intro">{t(`texts.groupIntro.${id}`)}</p>
              <ul className="texts">
                {kinds
                  .flatMap((kind) => texts.filter((text) => text.kind === kind))
                  .map((text) => (
                    <TextItem key={text.kind} hostId={hostId} text={text} />
                  ))}
              </ul>
            </Card>
          ))
        }
      </Loaded>
    </Page>
  );
}

function TextItem({ hostId, text }: { hostId: HostId; text: TextSummary }) {
  const { t } = useTranslation('policies');
  const { kind, version } = text;
  const Icon = KIND_ICONS[kind];
  return (
    <li className="text-item">
      <span className="text-icon">
        <Icon size={18} aria-hidden />
      </span>
      <div className="stack" data-gap="s">
        <div>
          <h3>
            <a href={`#${editorPath({ hostId, kind })}`}>{t(`text.${kind}.name`)}</a>
          </h3>
          <p className="soft">{t(`text.${kind}.what`)}</p>
        </div>
        <div className="row" data-gap="l">
          {version !== null && (
            <a className="small" href={`#/versions/${version.id}`}>
              {t('version', { number: version.number })}, <DateText on={version.effectiveOn} />
            </a>
          )}
          <TextTags text={text} />
        </div>
      </div>
      <TextActions hostId={hostId} text={text} />
    </li>
  );
}

/** Named with the text, so that a list of buttons makes sense on its own. */
function TextActions({ hostId, text }: { hostId: HostId; text: TextSummary }) {
  const { t } = useTranslation('policies');
  const { kind } = text;
  const mayPublish = text.gaps === 0 && (text.changed || text.version === null);
  const of = <span className="visually-hidden">{t(`text.${kind}.name`)}</span>;
  return (
    <div className="row text-actions">
      {isLetter(kind) && (
        <LinkButton to={letterPath({ hostId, kind })} icon={Mail}>
          {t('texts.write')} {of}
        </LinkButton>
      )}
      {mayPublish && (
        <LinkButton to={publishPath({ hostId, kind })} icon={Stamp}>
          {t('texts.publish')} {of}
        </LinkButton>
      )}
      <LinkButton to={editorPath({ hostId, kind })} icon={FilePenLine}>
        {t('texts.edit')} {of}
      </LinkButton>
    </div>
  );
}
