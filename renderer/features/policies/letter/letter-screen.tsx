import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { HostId } from '../../../../src/contract/ids.ts';
import { TextKind } from '../../../../src/contract/texts.ts';
import { LANGUAGES, type Language } from '../../../../src/shared/language.ts';
import { orpc } from '../../../client/client.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/choice.tsx';
import { Card, Notice } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { type ChosenClient, ClientChoice } from '../editor/client-choice.tsx';
import { PreviewForms, type PreviewInput, type TextPreview } from '../editor/preview-forms.tsx';
import { useDebounced } from '../editor/use-debounced.ts';
import { editorPath, textsPath } from '../text-kinds.ts';
import { LetterActions } from './letter-actions.tsx';
import { LetterFields } from './letter-fields.tsx';
import { given, useValuesOf } from './letter-values.ts';
import '../editor/editor.css';

interface TextProps {
  text: { readonly hostId: HostId; readonly kind: TextKind };
}

/** Makes one letter of a text: what is missing is filled in, then it is copied, printed or saved. */
export function LetterScreen() {
  const { t } = useTranslation('policies');
  const params = useParams<{ id: string; kind: string }>();
  const id = HostId.safeParse(params.id);
  const kind = TextKind.safeParse(params.kind);
  if (!id.success || !kind.success) return <Page title={t('texts.textNotFound')}>{null}</Page>;
  return <Letter text={{ hostId: id.data, kind: kind.data }} />;
}

function Letter({ text }: TextProps) {
  const { t } = useTranslation('policies');
  const { hostId, kind } = text;
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data;
  const versions = useQuery(orpc.policies.list.queryOptions({ input: text }));
  return (
    <Page
      title={t(`text.${kind}.name`)}
      intro={t('letter.intro')}
      parent={{ to: textsPath(hostId), label: host === undefined ? t('texts.title') : t('texts.titleOf', { host: host.name }) }}
      actions={<LinkButton to={editorPath(text)}>{t('texts.edit')}</LinkButton>}
      wide
    >
      <Loaded query={versions}>{([newest]) => <LetterDesk text={text} {...(newest !== undefined && { version: newest })} />}</Loaded>
    </Page>
  );
}

interface DeskProps extends TextProps {
  /** The version the letter is made from; the draft where there is none. */
  version?: { readonly id: NonNullable<PreviewInput['versionId']>; readonly number: number };
}

function LetterDesk({ text, version }: DeskProps) {
  const { t } = useTranslation(['policies', 'common']);
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const [client, setClient] = useState<ChosenClient>();
  const [values, setValues] = useValuesOf(text);
  const input: PreviewInput = useDebounced({
    ...text,
    language,
    ...given(values),
    ...(client !== undefined && { clientId: client.id }),
    ...(version !== undefined && { versionId: version.id }),
  });
  const preview = useQuery(orpc.policies.preview.queryOptions({ input, placeholderData: keepPreviousData }));
  const languages = LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }));
  return (
    <div className="letter-desk">
      <Card title={t('letter.fill')}>
        {version === undefined && <Notice tone="info">{t('letter.fromDraft')}</Notice>}
        <Select<Language> label={t('letter.language')} value={language} onChange={setLanguage} options={languages} />
        <ClientChoice
          label={t('letter.client')}
          hint={t('letter.clientHint')}
          placeholder={t('letter.noClient')}
          hostId={text.hostId}
          value={client}
          onChange={setClient}
        />
        <Loaded query={preview}>{(shown) => <LetterFields kind={text.kind} preview={shown} values={values} onChange={setValues} />}</Loaded>
      </Card>
      <Loaded query={preview}>{(shown) => <LetterPreview preview={shown} input={input} />}</Loaded>
    </div>
  );
}

function LetterPreview({ preview, input }: { preview: TextPreview; input: PreviewInput }) {
  const { t } = useTranslation('policies');
  return (
    <section className="card text-preview" aria-label={t('preview.title')}>
      <LetterActions preview={preview} input={input} />
      <PreviewForms preview={preview} input={input} />
    </section>
  );
}
