export { fieldsIn, sentencesOf, sentencesOfSection } from './facts.rules.ts';
export { type DraftSource, draftText, unknownValues } from './text.rules.ts';
