export { useDebounced } from './editor/use-debounced.ts';
export { useFieldWords } from './fields/field-words.ts';
export { ValueField } from './letter/letter-fields.tsx';
export { given, type LetterValues } from './letter/letter-values.ts';
export { TextsCard } from './overview/texts-card.tsx';
export { KIND_ICONS } from './text-kinds.ts';
export { VersionsCard } from './versions/versions-card.tsx';
