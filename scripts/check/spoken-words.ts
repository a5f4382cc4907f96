import { type JSXAttribute, type JSXChild, type Node, Visitor } from 'oxc-parser';
import { type Finding, findingAt, isTest, type Source } from './sources.ts';

/** Attributes and properties whose value people read or hear. */
const SPOKEN =
  /^(aria-?(label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label|description|errorMessage|heading|tooltip|caption|hint|summary|header|buttonLabel|detail|toolTip|sublabel)$/i;
/** The same in every language: the product's own name, what is printed on keys, how an address begins, addresses for examples. */
const NAMES = /\b(Sendward|Alt|Ctrl|https?(?=:\/\/)|[\w.@-]*\bexample[.](com|net|org))\b/g;

/** Words to people that stand in code instead of `locales/`: text and spoken attributes of the renderer, labels of native menus and dialogs. */
export function spokenWordsIn(source: Source): Finding[] {
  if (!/^(renderer|electron)\//.test(source.path) || isTest(source.path)) return [];
  const findings: Finding[] = [];
  const spoken = (text: string, start: number): void => {
    if (/\p{L}{2}/u.test(text.replace(NAMES, ''))) findings.push(findingAt(source, start, `words in code: ${JSON.stringify(text.trim().slice(0, 60))}`));
  };
  const child = (node: JSXChild): void => {
    if (node.type === 'JSXText') spoken(node.value, node.start);
    if (node.type === 'JSXExpressionContainer') for (const text of textsOf(node.expression)) spoken(text, node.start);
  };
  new Visitor({
    JSXElement: ({ children }) => children.forEach(child),
    JSXFragment: ({ children }) => children.forEach(child),
    JSXAttribute: (attribute) => {
      for (const text of attributeTexts(attribute)) spoken(text, attribute.start);
    },
    Property: ({ key, value, start }) => {
      if (isSpokenKey(key)) for (const text of textsOf(value)) if (isSentence(text)) spoken(text, start);
    },
  }).visit(source.program);
  return findings;
}

function attributeTexts({ name, value }: JSXAttribute): string[] {
  const attribute = name.type === 'JSXIdentifier' ? name.name : '';
  if (!SPOKEN.test(attribute) || value === null) return [];
  if (value.type === 'Literal') return typeof value.value === 'string' ? [value.value] : [];
  return value.type === 'JSXExpressionContainer' ? textsOf(value.expression) : [];
}

function isSpokenKey(key: Node): boolean {
  if (key.type === 'Identifier') return SPOKEN.test(key.name);
  return key.type === 'Literal' && typeof key.value === 'string' && SPOKEN.test(key.value);
}

/** In plain objects a value may also be a key of a sentence; a sentence begins with a capital, has a space or is not ASCII. */
function isSentence(text: string): boolean {
  return /^\p{Lu}| |[^\p{ASCII}]/u.test(text) && !/^\w+:[\w.]+$/.test(text);
}

/** The texts an expression puts on the screen by itself. */
function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.cooked ?? value.raw);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : textsOf(node.left)), ...textsOf(node.right)];
    default:
      return [];
  }
}
