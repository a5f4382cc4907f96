import { Visitor } from 'oxc-parser';
import { type Finding, findingAt, type Source } from './sources.ts';

/** Every place where the author overrules the compiler: casts but `as const`, `any`, `!`, and comments that silence it. */
export function assertionsIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  const found = (offset: number, what: string): void => void findings.push(findingAt(source, offset, what));
  new Visitor({
    TSAsExpression: ({ typeAnnotation, start }) => {
      const isConst = typeAnnotation.type === 'TSTypeReference' && typeAnnotation.typeName.type === 'Identifier' && typeAnnotation.typeName.name === 'const';
      if (!isConst) found(start, 'cast with "as": parse or narrow instead');
    },
    TSTypeAssertion: ({ start }) => found(start, 'cast with "<…>": parse or narrow instead'),
    TSNonNullExpression: ({ start }) => found(start, 'non-null "!": handle the absent value'),
    TSAnyKeyword: ({ start }) => found(start, '"any": use unknown and narrow'),
  }).visit(source.program);
  for (const comment of source.comments) {
    const silenced = /@ts-(ignore|expect-error|nocheck)/.exec(comment.value);
    if (silenced !== null) found(comment.start, `"${silenced[0]}"`);
  }
  return findings;
}
