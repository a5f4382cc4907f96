import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StaleSentence } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Card, Notice, StateTag } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Table } from '../../../ui/table.tsx';
import { useChangeWords } from '../change-words.ts';
import type { RulesDraft } from './use-rules-draft.ts';

interface ReviewStepProps {
  draft: RulesDraft;
  /** Where the rules are changed. */
  back: string;
  onSaved(): void;
}

/** What saving would change, and which sentences of the texts it makes stale; then saves. */
export function ReviewStep({ draft, back, onSaved }: ReviewStepProps) {
  const { t } = useTranslation(['hosts', 'common']);
  const { hostId, rules, own, reason, changes } = draft;
  const stale = useQuery(orpc.policies.stale.queryOptions({ input: { hostId, rules, own } }));
  const save = useMutation(orpc.hosts.setRules.mutationOptions({ onSuccess: onSaved }));
  return (
    <>
      <ChangesCard changes={changes} />
      <Loaded query={stale}>{(sentences) => <StaleCard sentences={sentences} />}</Loaded>
      <Card>
        <TextField label={t('review.reason')} hint={t('review.reasonHint')} value={reason} onChange={draft.setReason} maxLength={500} />
      </Card>
      {save.error !== null && <ErrorNotice error={save.error} />}
      <div className="row">
        <Button variant="primary" size="large" isPending={save.isPending} onPress={() => save.mutate({ id: hostId, rules, own, reason })}>
          {t('review.save')}
        </Button>
        <LinkButton to={back} variant="quiet">
          {t('common:back')}
        </LinkButton>
      </div>
    </>
  );
}

function ChangesCard({ changes }: Pick<RulesDraft, 'changes'>) {
  const { t } = useTranslation('hosts');
  const word = useChangeWords();
  return (
    <Card flush title={t('review.changes')}>
      <div className="rule-changes">
        <Table
          label={t('review.changes')}
          rows={changes}
          rowKey={(change) => `${change.owner} ${change.field}`}
          columns={[
            { id: 'rule', header: t('rules.rule'), cell: (change) => word(change).rule },
            { id: 'owner', header: t('rules.owner'), cell: (change) => t(`owner.${change.owner}`) },
            { id: 'before', header: t('history.before'), cell: (change) => word(change).before },
            { id: 'after', header: t('history.after'), cell: (change) => word(change).after },
          ]}
        />
      </div>
    </Card>
  );
}

function StaleCard({ sentences }: { sentences: readonly StaleSentence[] }) {
  const { t } = useTranslation('hosts');
  if (sentences.length === 0) return <Notice tone="ok" title={t('review.none')} />;
  return (
    <Card flush title={t('review.found', { count: sentences.length })}>
      <p className="source-hint small soft">{t('review.intro')}</p>
      {[...byText(sentences)].map(([text, ofText]) => (
        <StaleTable key={text} sentences={ofText} />
      ))}
    </Card>
  );
}

/** Sentences by text, version and language. */
function byText(sentences: readonly StaleSentence[]): ReadonlyMap<string, readonly StaleSentence[]> {
  const found = new Map<string, StaleSentence[]>();
  for (const sentence of sentences) {
    const key = `${sentence.kind} ${sentence.versionNumber} ${sentence.language}`;
    found.set(key, [...(found.get(key) ?? []), sentence]);
  }
  return found;
}

/** The stale sentences of one text in one language. */
function StaleTable({ sentences }: { sentences: readonly StaleSentence[] }) {
  const { t } = useTranslation(['hosts', 'common', 'policies']);
  const [first] = sentences;
  if (first === undefined) return null;
  const names = { text: t(`policies:text.${first.kind}.name`), language: t(`common:language.${first.language}`) };
  const title = first.versionNumber === null ? t('review.ofDraft', names) : t('review.of', { ...names, number: first.versionNumber });
  return (
    <section className="rule-group stale">
      <h3>{title}</h3>
      <Table
        label={title}
        rows={sentences.map((sentence, index) => ({ ...sentence, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          {
            id: 'section',
            header: t('review.section'),
            cell: (row) => (
              <div className="stack" data-gap="s">
                <span lang={row.language}>{row.sectionTitle}</span>
                {row.edited && <StateTag tone="attention">{t('review.edited')}</StateTag>}
              </div>
            ),
          },
          { id: 'sentence', header: t('review.sentence'), cell: (row) => <Said as="del" text={row.sentence} lang={row.language} /> },
          {
            id: 'replacement',
            header: t('review.replacement'),
            cell: (row) =>
              row.replacement === null ? <span className="soft">{t('review.gone')}</span> : <Said as="ins" text={row.replacement} lang={row.language} />,
          },
        ]}
      />
    </section>
  );
}

/** What a text says: a sentence, or rows of a table, one a line, with their cells side by side. */
function Said({ as: Mark, text, lang }: { as: 'del' | 'ins'; text: string; lang: string }) {
  return text.split('\n').map((line) => (
    <Mark key={line} lang={lang} className="said">
      {line.split(' | ').map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name but their place
        <span key={index}>{cell}</span>
      ))}
    </Mark>
  ));
}
