export { factsOf, factsOfSection, fieldsIn, placeholdersOf, sentencesOf, sentencesOfBlock, sentencesOfSection } from './facts.rules.ts';
export { type DraftSource, draftText, unknownValues } from './text.rules.ts';
