import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { ENCODINGS, type ImportPreview, Separator } from '../../../src/contract/imports.ts';
import { type Option, Select } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { NumberField } from '../../ui/field.tsx';
import type { ImportJob } from './use-import.ts';

interface FactsCardProps {
  job: ImportJob;
  preview: ImportPreview;
  packs: readonly Option<PackId>[];
}

const SEPARATOR_KEYS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const satisfies Record<Separator, string>;

/** What was found out about the file; each of it can be set otherwise. */
export function FactsCard({ job, preview, packs }: FactsCardProps) {
  const { t } = useTranslation('imports');
  return (
    <Card title={t('facts.title')}>
      <div className="columns">
        <TextFacts job={job} preview={preview} />
        {preview.sheet !== null && (
          <Select
            label={t('facts.sheet')}
            options={preview.sheets.map((name) => ({ id: name, label: name }))}
            value={preview.sheet}
            onChange={(sheet) => job.change({ sheet })}
          />
        )}
        <NumberField
          label={t('facts.headerRow')}
          hint={t('facts.headerHint')}
          value={preview.headerRow}
          counts="left"
          minValue={0}
          maxValue={1000}
          onChange={(headerRow) => headerRow !== null && headerRow !== preview.headerRow && job.change({ headerRow })}
        />
        <Select
          label={t('source.packLabel')}
          hint={t('source.packHint')}
          options={packs}
          value={job.options?.packId ?? null}
          onChange={(packId) => job.change({ packId })}
        />
      </div>
    </Card>
  );
}

/** What only a text file has. */
function TextFacts({ job, preview: { encoding, separator } }: Omit<FactsCardProps, 'packs'>) {
  const { t } = useTranslation('imports');
  return (
    <>
      {encoding !== null && (
        <Select
          label={t('facts.encoding')}
          hint={t(`facts.certainty.${encoding.certainty}`)}
          options={ENCODINGS.map((id) => ({ id, label: t(`encoding.${id}`) }))}
          value={encoding.value}
          onChange={(chosen) => job.change({ encoding: chosen })}
        />
      )}
      {separator !== null && (
        <Select
          label={t('facts.separator')}
          options={Separator.options.map((id) => ({ id, label: t(`separator.${SEPARATOR_KEYS[id]}`) }))}
          value={separator}
          onChange={(chosen) => job.change({ separator: chosen })}
        />
      )}
    </>
  );
}
