import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../src/shared/language.ts';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';

const LANGUAGE_NAMES = { en: 'English', fr: 'Français', ru: 'Русский' } as const satisfies Record<Language, string>;

/** Where a text of a host is worded. */
export class EditorPage extends AppPage {
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    super(page);
    this.#say = say;
  }

  /** Opens a section in a language, as a link from a list of gaps does. */
  async open(hostId: string, place: { readonly language: Language; readonly section: string }): Promise<void> {
    await this.go(`/hosts/${hostId}/texts/notice/${place.language}/${place.section}`);
    await this.markup.waitFor();
  }

  get markup(): Locator {
    return this.main.getByRole('textbox', { name: this.#say('policies:editor.markup'), exact: true });
  }

  /** The line of a section in the list of sections. */
  section(title: string): Locator {
    return this.main.getByRole('navigation', { name: this.#say('policies:editor.sections') }).getByRole('button', { name: title });
  }

  get save(): Locator {
    return this.#button('editor.save');
  }

  /** What is not saved, or that everything is. */
  get state(): Locator {
    return this.main.getByRole('status');
  }

  async turnTo(language: Language): Promise<void> {
    await this.main.getByRole('tab', { name: LANGUAGE_NAMES[language] }).click();
  }

  /** Puts another item under a list that ends the section. */
  async addItem(item: string): Promise<void> {
    await this.markup.click();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.insertText(`\n- ${item}`);
  }

  /** Says that the wording of the open section stays as it is. */
  get confirm(): Locator {
    return this.main.getByRole('button', { name: this.#say('policies:editor.nothingToChange', { language: '' }).replace(/\(.*/, '').trim() });
  }

  /** What keeps the text from being published. */
  get gaps(): Locator {
    return this.main
      .getByRole('region')
      .or(this.main.locator('section.card'))
      .filter({ has: this.page.getByRole('heading', { name: this.#say('policies:gap.title') }) })
      .getByRole('listitem');
  }

  /** Remarks about the wording. */
  get hints(): Locator {
    return this.main
      .locator('section.card')
      .filter({ has: this.page.getByRole('heading', { name: this.#say('policies:advice.title'), exact: true }) })
      .getByRole('listitem');
  }

  get preview(): Locator {
    return this.main.getByRole('region', { name: this.#say('policies:preview.title') });
  }

  /** Finds a field by what it is called and puts it at the cursor, with the keys alone. */
  async insertField(name: string): Promise<void> {
    await this.#button('palette.open').press('Enter');
    await this.page.getByRole('searchbox', { name: this.#say('policies:palette.search') }).fill(name);
    await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  /** Asked when leaving with something unsaved. */
  get question(): Locator {
    return this.page.getByRole('alertdialog');
  }

  answer(key: 'leave.stay' | 'leave.leave' | 'leave.save'): Locator {
    return this.question.getByRole('button', { name: this.#say(`policies:${key}`), exact: true });
  }

  #button(key: string): Locator {
    return this.main.getByRole('button', { name: this.#say(`policies:${key}`), exact: true });
  }
}

/** Publishing a text that has a version already. */
export class NextVersionPage extends AppPage {
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    super(page);
    this.#say = say;
  }

  async open(hostId: string): Promise<void> {
    await this.go(`/hosts/${hostId}/texts/notice/publish`);
    await this.submit.waitFor();
  }

  get submit(): Locator {
    return this.main.getByRole('button', { name: this.#say('policies:publish.submit'), exact: true });
  }

  /** Why it cannot be published. */
  get refusal(): Locator {
    return this.main.getByRole('alert');
  }

  kind(kind: 'material' | 'editorial'): Locator {
    return this.main.locator('.radio-card').filter({ has: this.page.getByText(this.#say(`policies:${kind}`), { exact: true }) });
  }

  changelog(language: Language): Locator {
    return this.main.getByRole('textbox', { name: LANGUAGE_NAMES[language] });
  }

  async writeChangelog(text: string): Promise<void> {
    for (const language of ['en', 'fr', 'ru'] as const) await this.changelog(language).fill(text);
  }
}

/** What differs between two versions. */
export class DifferencePage extends AppPage {
  get added(): Locator {
    return this.main.locator('ins');
  }

  get removed(): Locator {
    return this.main.locator('del');
  }

  /** Sections in sight. */
  get sections(): Locator {
    return this.main.getByRole('tabpanel').getByRole('heading', { level: 3 });
  }
}

/** Filling in one letter. */
export class LetterPage extends AppPage {
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    super(page);
    this.#say = say;
  }

  async open(hostId: string, kind: string): Promise<void> {
    await this.go(`/hosts/${hostId}/texts/${kind}/letter`);
    await this.copy.waitFor();
  }

  get copy(): Locator {
    return this.main.getByRole('button', { name: this.#say('policies:letter.copy') });
  }

  get preview(): Locator {
    return this.main.getByRole('region', { name: this.#say('policies:preview.title') }).getByRole('article');
  }

  /** Chooses the client by typing the beginning of the name. */
  async chooseClient(name: string): Promise<void> {
    await this.main.getByRole('combobox', { name: this.#say('policies:letter.client') }).fill(name);
    await this.page.getByRole('option', { name }).click();
  }

  /** Says that a value is not known. */
  notKnown(field: string): Locator {
    return this.main.getByRole('checkbox', { name: `${field}: ${this.#say('policies:letter.notKnown')}` });
  }

  /** Fills every value that is asked for and not said to be unknown. */
  async fillAll(value: string): Promise<void> {
    for (const field of await this.main.locator('.letter-fields').first().getByRole('textbox').all()) if (await field.isEnabled()) await field.fill(value);
  }
}
