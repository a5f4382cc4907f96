import { type Argument, type CallExpression, type Expression, type TemplateLiteral, Visitor } from 'oxc-parser';
import { basesOf, type Catalog } from './catalogs.ts';
import { type Finding, findingAt, isProduct, type Source } from './sources.ts';

/** What a file says about keys: every text in it, shapes of composed texts, and the keys it asks for by name. */
interface Uses {
  readonly literals: Set<string>;
  readonly shapes: RegExp[];
  readonly namespaces: Set<string>;
  readonly asked: { readonly start: number; readonly key: string | RegExp }[];
}

/** Keys that code asks for and no catalog has, and keys that no code mentions. */
export function localeUseFindings(sources: readonly Source[], catalog: Catalog): Finding[] {
  const keys = basesOf(catalog);
  const product = sources.filter(({ path }) => isProduct(path)).map((source) => ({ source, uses: usesIn(source) }));
  const missing = product.flatMap(({ source, uses }) =>
    uses.asked
      .filter(({ key }) => !exists(key, { keys, namespaces: uses.namespaces, all: catalog.namespaces }))
      .map(({ start, key }) => findingAt(source, start, `no such key: ${key}`)),
  );
  const literals = new Set(product.flatMap(({ uses }) => [...uses.literals]));
  const shapes = product.flatMap(({ uses }) => uses.shapes);
  const unused = [...keys].filter((key) => !isMentioned(key, literals, shapes));
  return [...missing, ...unused.map((key) => ({ path: `locales/${catalog.language}/${key.split(':')[0]}.json`, line: 1, message: `no code uses ${key}` }))];
}

function isMentioned(key: string, literals: ReadonlySet<string>, shapes: readonly RegExp[]): boolean {
  // The sentences of errors are asked for by code: the contract is what uses them.
  if (key.startsWith('errors:')) return true;
  const short = key.slice(key.indexOf(':') + 1);
  return literals.has(key) || literals.has(short) || shapes.some((shape) => shape.test(key) || shape.test(short));
}

function exists(asked: string | RegExp, known: { keys: ReadonlySet<string>; namespaces: ReadonlySet<string>; all: readonly string[] }): boolean {
  const namespaces = known.namespaces.size > 0 ? [...known.namespaces] : known.all;
  if (typeof asked === 'string') return asked.includes(':') ? known.keys.has(asked) : namespaces.some((namespace) => known.keys.has(`${namespace}:${asked}`));
  return [...known.keys].some(
    (key) => asked.test(key) || namespaces.some((namespace) => key.startsWith(`${namespace}:`) && asked.test(key.slice(namespace.length + 1))),
  );
}

function usesIn(source: Source): Uses {
  const uses: Uses = { literals: new Set(), shapes: [], namespaces: new Set(), asked: [] };
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && uses.literals.add(value)),
    TemplateLiteral: (template) => {
      const shape = shapeOf(template);
      if (typeof shape === 'string') uses.literals.add(shape);
      else if (shape !== undefined) uses.shapes.push(shape);
    },
    CallExpression: (call) => {
      if (calleeName(call) === 'useTranslation')
        for (const namespace of textsOf(call.arguments[0])) if (typeof namespace === 'string') uses.namespaces.add(namespace);
      const key = keyArgument(call);
      for (const asked of textsOf(key)) uses.asked.push({ start: call.start, key: asked });
    },
    JSXAttribute: ({ name, value, start }) => {
      if (name.name === 'i18nKey' && value?.type === 'Literal' && typeof value.value === 'string') uses.asked.push({ start, key: value.value });
    },
  }).visit(source.program);
  return uses;
}

function calleeName({ callee }: CallExpression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : undefined;
}

/** The argument that is a key: the first of `t(key)`, the second of `texts.t(language, key)`. */
function keyArgument(call: CallExpression): Argument | undefined {
  if (calleeName(call) !== 't') return undefined;
  if (call.callee.type !== 'MemberExpression') return call.arguments[0];
  const { object } = call.callee;
  const owner =
    object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' && object.property.type === 'Identifier' ? object.property.name : '';
  return call.arguments[owner === 'texts' ? 1 : 0];
}

/** The texts an expression may stand for, as far as it says so itself. */
function textsOf(node: Argument | Expression | null | undefined): (string | RegExp)[] {
  if (node === null || node === undefined) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [shapeOf(node)].filter((shape) => shape !== undefined);
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element?.type === 'Literal' ? textsOf(element) : []));
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') return textsOf(node.expression);
  return [];
}

/** A text without holes, or a pattern when what stands between the holes can only be a key; nothing for other composed texts. */
function shapeOf({ quasis, expressions }: TemplateLiteral): string | RegExp | undefined {
  const parts = quasis.map(({ value }) => value.cooked ?? value.raw);
  if (expressions.length === 0) return parts.join('');
  const isKey = parts.every((part) => /^[\w.:-]*$/.test(part)) && parts.some((part) => /[a-z]{2,}[.:_]|[.:_][a-z]{2,}/i.test(part));
  return isKey ? new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('[\\w.-]+')}$`) : undefined;
}
