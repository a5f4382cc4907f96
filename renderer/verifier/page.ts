import { zipContainer } from '../../src/shared/bundle/container.ts';
import { filled, VERIFIER_WORDS, verdictFacts, verdictSentence } from '../../src/shared/bundle/report.rules.ts';
import { type Verdict, verifyBundle } from '../../src/shared/bundle/verify.ts';
import { isNoBundle } from '../../src/shared/bundle/words.ts';
import { LANGUAGES, type Language, languageOf } from '../../src/shared/language.ts';
import { browserTools, fileSource } from './browser-tools.ts';

/** What the page shows below the field for the file. */
type Shown =
  | { readonly state: 'nothing' }
  | { readonly state: 'working'; readonly percent: number }
  | { readonly state: 'unreadable' }
  | { readonly state: 'judged'; readonly verdict: Verdict };

let language: Language = languageOf(navigator.language, 'en');
let shown: Shown = { state: 'nothing' };
let turn = 0;

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`No element ${id}`);
  return element;
}

/** Text never becomes markup: every value is a text node. */
function element(name: string, content: string | readonly Node[], className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...(typeof content === 'string' ? [content] : content));
  return made;
}

function render(): void {
  const { verify } = VERIFIER_WORDS[language];
  document.documentElement.lang = language;
  document.title = verify.title;
  for (const [id, text] of [
    ['title', verify.title],
    ['intro', verify.intro],
    ['choose', verify.choose],
    ['hint', verify.drop],
    ['languages', verify.languages],
  ] as const)
    byId(id).textContent = text;
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name=language]')) input.checked = input.value === language;
  byId('answer').replaceChildren(...answer());
}

function answer(): Node[] {
  const { verify } = VERIFIER_WORDS[language];
  if (shown.state === 'nothing') return [];
  if (shown.state === 'working') return [element('p', filled(verify.working, { percent: shown.percent }))];
  if (shown.state === 'unreadable') return [element('p', verify.unreadable)];
  return judged(shown.verdict);
}

function judged(verdict: Verdict): Node[] {
  const { verify, limit, problem } = VERIFIER_WORDS[language];
  if (isNoBundle(verdict.problems)) return [element('div', [element('b', `✗ ${problem.not_a_bundle}`)], 'verdict stop')];
  const headline = element('b', `${verdict.valid ? '✓' : '✗'} ${verdict.valid ? verify.valid : verify.invalid}`);
  const box = element('div', [headline, element('p', verdictSentence(verdict, language))], verdict.valid ? 'verdict ok' : 'verdict stop');
  const facts = verdictFacts(verdict, language).flatMap(([name, value]) => [element('dt', name), element('dd', value)]);
  return [
    box,
    ...(verdict.problems.length === 0 ? [] : [element('h2', verify.problems), problemTable(verdict)]),
    element('h2', verify.facts),
    element('dl', facts),
    element('h2', verify.limits),
    element(
      'ul',
      verdict.limits.map((code) => element('li', limit[code])),
    ),
  ];
}

function problemTable({ problems }: Verdict): HTMLElement {
  const { verify, problem } = VERIFIER_WORDS[language];
  const heads = [verify.entry, verify.what].map((text) => {
    const head = element('th', text);
    head.setAttribute('scope', 'col');
    return head;
  });
  const rows = problems.map((found) => element('tr', [element('td', found.entry), element('td', problem[found.problem])]));
  return element('table', [element('thead', [element('tr', heads)]), element('tbody', rows)]);
}

async function check(file: File): Promise<void> {
  turn += 1;
  const own = turn;
  const show = (next: Shown): void => {
    if (own !== turn) return;
    shown = next;
    render();
  };
  show({ state: 'working', percent: 0 });
  let told = 0;
  const onProgress = async (done: number, total: number): Promise<void> => {
    const percent = total === 0 ? 0 : Math.floor((done * 100) / total);
    if (percent === told) return;
    told = percent;
    show({ state: 'working', percent });
    await new Promise((resolve) => setTimeout(resolve));
  };
  try {
    const container = await zipContainer(fileSource(file), browserTools);
    show({ state: 'judged', verdict: await verifyBundle(container, browserTools, { onProgress }) });
  } catch {
    // A file that went away or may not be read; there is nobody to report a cause to.
    show({ state: 'unreadable' });
  }
}

function listen(): void {
  const input = byId('file');
  const drop = byId('drop');
  input.addEventListener('change', () => {
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
    if (file !== undefined) void check(file);
  });
  for (const type of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', type === 'dragover');
    });
  }
  document.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void check(file);
  });
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=language]')) {
    radio.addEventListener('change', () => {
      language = LANGUAGES.find((each) => each === radio.value) ?? language;
      render();
    });
  }
}

listen();
render();
