import { type Argument, type CallExpression, type Node, type TemplateLiteral, Visitor } from 'oxc-parser';
import { basesOf, type Catalog } from './catalogs.ts';
import { type Finding, findingAt, isProduct, type Source } from './sources.ts';

/**
 * What a file says about keys: every text in it, and the keys it asks for by name.
 * A composed key stands as a text with `*` for each hole.
 */
interface Uses {
  readonly texts: Set<string>;
  readonly namespaces: Set<string>;
  readonly asked: { readonly start: number; readonly key: string }[];
}

/** Keys that code asks for and no catalog has, and keys that no code mentions. */
export function localeUseFindings(sources: readonly Source[], catalog: Catalog): Finding[] {
  const keys = basesOf(catalog);
  const product = sources.filter(({ path }) => isProduct(path)).map((source) => ({ source, uses: usesIn(source) }));
  const missing = product.flatMap(({ source, uses }) => {
    const namespaces = uses.namespaces.size > 0 ? [...uses.namespaces] : catalog.namespaces;
    return uses.asked.filter(({ key }) => !exists(key, keys, namespaces)).map(({ start, key }) => findingAt(source, start, `no such key: ${key}`));
  });
  const mentioned = mentions(product.flatMap(({ uses }) => [...uses.texts]));
  const unused = [...keys].filter((key) => !mentioned(key));
  return [...missing, ...unused.map((key) => ({ path: `locales/${catalog.language}/${key.split(':')[0]}.json`, line: 1, message: `no code uses ${key}` }))];
}

function mentions(texts: readonly string[]): (key: string) => boolean {
  const literals = new Set(texts);
  const shapes = texts.filter((text) => text.includes('*')).map(patternOf);
  return (key) => {
    // The sentences of errors are asked for by code: the contract is what uses them.
    if (key.startsWith('errors:')) return true;
    const short = key.slice(key.indexOf(':') + 1);
    return literals.has(key) || literals.has(short) || shapes.some((shape) => shape.test(key) || shape.test(short));
  };
}

function exists(asked: string, keys: ReadonlySet<string>, namespaces: readonly string[]): boolean {
  const full = asked.includes(':') ? [asked] : namespaces.map((namespace) => `${namespace}:${asked}`);
  if (!asked.includes('*')) return full.some((key) => keys.has(key));
  const patterns = full.map(patternOf);
  return [...keys].some((key) => patterns.some((pattern) => pattern.test(key)));
}

function patternOf(shape: string): RegExp {
  return new RegExp(`^${shape.split('*').map(RegExp.escape).join('[\\w.-]+')}$`);
}

function usesIn(source: Source): Uses {
  const uses: Uses = { texts: new Set(), namespaces: new Set(), asked: [] };
  new Visitor({
    Literal: (literal) => {
      for (const text of textsOf(literal)) uses.texts.add(text);
    },
    TemplateLiteral: (template) => {
      for (const text of composed(template)) uses.texts.add(text);
    },
    CallExpression: (call) => {
      if (calleeName(call) === 'useTranslation') for (const namespace of textsOf(call.arguments[0])) uses.namespaces.add(namespace);
      for (const key of textsOf(keyArgument(call))) uses.asked.push({ start: call.start, key });
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
function textsOf(node: Node | null | undefined): string[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? plain(node.value) : [];
    case 'TemplateLiteral':
      return composed(node);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'ArrayExpression':
      return node.elements.flatMap(textsOf);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return textsOf(node.expression);
    default:
      return [];
  }
}

/** The text with `*` for its holes, when what stands between them can only be a key; nothing for other composed texts. */
function composed({ quasis, expressions }: TemplateLiteral): string[] {
  const parts = quasis.map(({ value }) => value.cooked ?? value.raw);
  const isKey = parts.every((part) => /^[\w.:-]*$/.test(part)) && parts.some((part) => /[a-z]{2,}[.:_]|[.:_][a-z]{2,}/i.test(part));
  if (expressions.length === 0) return plain(parts.join(''));
  return isKey ? [parts.join('*')] : [];
}

/** A written `*` is no hole, and no part of a key either. */
function plain(text: string): string[] {
  return text.includes('*') ? [] : [text];
}
