import { type Function as FunctionNode, type ParamPattern, Visitor } from 'oxc-parser';
import { type Finding, findingAt, isTest, lineAt, type Source } from './sources.ts';

/** Budgets: the 90th percentile of well-kept TypeScript projects. */
export const LIMITS = { fileLines: 300, functionLines: 40, params: 3 } as const;

interface Body {
  readonly start: number;
  readonly end: number;
  readonly params: FunctionNode['params'];
}

/** Files, functions and parameter lists over budget. Blank and comment lines of a function are free; in tests only the file counts. */
export function sizesIn(source: Source): Finding[] {
  const findings: Finding[] = [];
  const lines = source.text.trimEnd().split('\n').length;
  if (lines > LIMITS.fileLines) findings.push({ path: source.path, line: 1, message: `file of ${lines} lines (at most ${LIMITS.fileLines})` });
  if (isTest(source.path)) return findings;
  const free = freeLines(source);
  // How many parameters a callback has is its caller's choice.
  const callbacks = new Set<number>();
  const measure = ({ start, end, params }: Body): void => {
    const length = codeLines(source, { start, end, free });
    if (length > LIMITS.functionLines) findings.push(findingAt(source, start, `function of ${length} lines (at most ${LIMITS.functionLines})`));
    const given = params.filter((param) => !isThis(param)).length;
    if (given > LIMITS.params && !callbacks.has(start))
      findings.push(findingAt(source, start, `${given} parameters (at most ${LIMITS.params}, else one object)`));
  };
  new Visitor({
    CallExpression: ({ arguments: given }) => {
      for (const { start } of given) callbacks.add(start);
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(source.program);
  return findings;
}

function isThis(param: ParamPattern): boolean {
  return param.type === 'Identifier' && param.name === 'this';
}

/** Lines that hold nothing but white space or comment. */
function freeLines(source: Source): Set<number> {
  let code = source.text;
  for (const { start, end } of source.comments) code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end);
  return new Set(code.split('\n').flatMap((line, index) => (line.trim() === '' ? [index + 1] : [])));
}

function codeLines(source: Source, { start, end, free }: { start: number; end: number; free: ReadonlySet<number> }): number {
  let count = 0;
  for (let line = lineAt(source, start); line <= lineAt(source, end); line++) if (!free.has(line)) count += 1;
  return count;
}
