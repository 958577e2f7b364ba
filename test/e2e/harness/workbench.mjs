// A person's hands on the workbench: what can be opened, pointed at, pressed and read in its page.
import path from 'node:path';
import { again, pause, settled, until } from './waiting.mjs';

/** One VS Code window in a browser page (playwright's). */
export class Workbench {
  /** @param pictures the folder of its pictures */
  constructor(page, pictures) {
    this.page = page;
    this.folderOfPictures = pictures;
    this.editor = page.locator('.editor-group-container.active .editor-instance').first();
    this.squiggles = this.editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
    this.findingCounts = page.locator('[id="encounter-notes.encounter-notes.encounterNotes.findings"]');
    this.suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    this.lightBulb = this.editor.locator('[class*="lightbulb"], [class*="light-bulb"]').first();
    this.fixes = page.locator('.action-widget .monaco-list-row');
    this.problems = page.locator('.markers-panel .monaco-list-row');
    this.quickInput = page.locator('.quick-input-widget');
    this.quickPick = page.locator('.quick-input-widget .monaco-list-row');
  }

  /** Takes a picture of the window; pictures sort in the order in which they were taken. */
  async picture(name) {
    this.pictures = (this.pictures ?? 0) + 1;
    await this.page.screenshot({
      path: path.join(this.folderOfPictures, `${String(this.pictures).padStart(2, '0')} ${name}.png`),
    });
  }

  async openFromExplorer(file) {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file });
    await again(
      timeout => row.dblclick({ timeout }),
      timeout => this.page.locator('.tab.active', { hasText: file }).waitFor({ timeout }),
    );
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Brings a note to the front, from its tab or from the Explorer, and puts the caret into it. */
  async show(file) {
    await this.closeMenus();
    const tab = this.page.locator('.tab', { hasText: file }).first();
    if (await tab.isVisible()) {
      await again(
        timeout => tab.click({ timeout }),
        timeout => this.page.locator('.tab.active', { hasText: file }).first().waitFor({ timeout }),
      );
    } else {
      const view = this.page.locator('.explorer-folders-view');
      if (!(await view.isVisible())) {
        await again(
          () => this.page.keyboard.press('Control+Shift+E'),
          timeout => view.waitFor({ timeout }),
        );
      }
      await this.openFromExplorer(file);
    }
    await this.focusEditor();
  }

  /** Gives the keyboard to the note in the first group of editors. */
  async focusEditor() {
    await again(
      () => this.page.keyboard.press('Control+1'),
      timeout => this.focusedEditor().waitFor({ timeout }),
    );
  }

  /** The editor that has the keyboard. */
  focusedEditor() {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor.focused').first();
  }

  /** Closes what a step that failed can have left open. */
  async closeMenus() {
    const open = this.page.locator(
      '.quick-input-widget:visible, .action-widget:visible, .monaco-dialog-box:visible, .suggest-widget.visible',
    );
    for (let presses = 0; presses < 5 && (await open.count()) > 0; presses++) {
      await this.page.keyboard.press('Escape');
      await pause(100);
    }
  }

  /** Puts the caret at the start of a line (counted from 1) and scrolls it into view. */
  async goToLine(line) {
    if (!(line >= 1)) throw new Error(`there is no line ${line} to go to`);
    await again(
      async timeout => {
        await this.openQuickInput('Control+g', timeout);
        await this.page.keyboard.type(`${line}`);
        await this.page.keyboard.press('Enter');
        await this.quickInput.waitFor({ state: 'hidden', timeout }); // until then the next keys are its own
        await this.focusedEditor().waitFor({ timeout });
      },
      timeout => this.caretIsAt(line, timeout),
    );
  }

  /** Waits until the status bar says that the caret is on a line (counted from 1). */
  async caretIsAt(line, timeout) {
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor({ timeout });
  }

  /** Line, column and selection as the status bar says them, after all that is on screen is drawn. */
  async position() {
    await this.page.evaluate(async () => {
      for (let frames = 0; frames < 4; frames++)
        await new Promise(resolve => {
          requestAnimationFrame(resolve);
        });
    });
    return this.page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+/ }).innerText();
  }

  /** The caret once its place no longer changes: the number of its line, and its left edge on screen. */
  async caret() {
    return settled(() =>
      this.editor.evaluate(editor => {
        const { x } = editor.querySelector('.cursors-layer .cursor').getBoundingClientRect();
        return `${editor.querySelector('.active-line-number')?.textContent}:${Math.round(x)}`;
      }),
    );
  }

  line(text) {
    return this.editor.locator('.view-line', { hasText: text });
  }

  /** Replaces the text of a line (counted from 1) by typing. */
  async retypeLine(line, text, options = { delay: 25 }) {
    await this.goToLine(line);
    await this.page.keyboard.press('End');
    await this.page.keyboard.press('Shift+Home');
    await this.page.keyboard.type(text, options);
  }

  /** The middle of a word on screen, in a line that holds `line`. */
  async middleOf(word, line = word) {
    const { x, y, width, height } = await this.boxOf(word, line);
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Where a word is on screen, in a line that contains `line`, once it no longer moves: a lens moves lines. */
  async boxOf(word, line = word) {
    await this.line(line).first().waitFor();
    // Colors that come later can cut a word in two for a moment.
    const box = () =>
      this.line(line)
        .first()
        .evaluate((element, wanted) => {
          const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const start = text.data.indexOf(wanted);
            if (start < 0) continue;
            const range = document.createRange();
            range.setStart(text, start);
            range.setEnd(text, start + wanted.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return JSON.stringify({ x, y, width, height });
          }
          return undefined;
        }, word);
    await until(box, Boolean, () => `"${word}" is not one piece of text on the line "${line}"`);
    return JSON.parse(await settled(box));
  }

  /** Rests the mouse on a word until its hover holds the text, and returns the whole hover's. */
  async hover(word, line, expected) {
    const card = this.page.locator('.monaco-hover:visible').filter({ hasText: expected }).first();
    let shift = 0;
    await again(
      async () => {
        // A hover wants a mouse that moves and then rests.
        const { x, y } = await this.middleOf(word, line);
        await this.page.mouse.move(x, y + 200);
        await this.page.mouse.move(x + (shift++ % 3), y, { steps: 4 });
      },
      timeout => card.waitFor({ timeout }),
    );
    return settled(() => card.innerText());
  }

  /** Rests the mouse on something outside the note until its hover holds the text. */
  async hoverOver(target, expected) {
    const card = this.page.locator('.monaco-hover:visible', { hasText: expected });
    await again(
      async timeout => {
        await this.page.mouse.move(640, 4);
        await target.hover({ timeout });
      },
      timeout => card.waitFor({ timeout }),
    );
  }

  /** Takes the mouse and the hover that it left away. */
  async lookAway() {
    await again(
      async () => {
        await this.page.keyboard.press('Escape');
        await this.page.mouse.move(640, 4);
      },
      timeout => this.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden', timeout }),
    );
  }

  /** What opens the menu of fixes: the light bulb. */
  clickLightBulb = timeout => this.lightBulb.click({ timeout });

  /**
   * Opens the menu of fixes at the caret and waits for an entry. VS Code closes the menu when it looks for fixes by
   * itself meanwhile, and shows it without what the server has not answered yet: then it is opened again.
   *
   * @param open what opens it, if not the key
   */
  async showFix(text, open = () => this.page.keyboard.press('Control+.')) {
    const entry = this.fixes.filter({ hasText: text }).first();
    await again(
      async timeout => {
        if (await this.fixes.first().isVisible()) {
          await this.page.keyboard.press('Escape');
          await this.fixes.first().waitFor({ state: 'hidden', timeout });
        }
        await open(timeout);
      },
      timeout => entry.waitFor({ timeout }),
    );
    return entry;
  }

  /** Takes an entry of the menu of fixes; see `showFix`. */
  async takeFix(text, open) {
    await again(
      async timeout => {
        const entry = this.fixes.filter({ hasText: text }).first();
        if (!(await entry.isVisible())) await this.showFix(text, open);
        await entry.click({ timeout });
      },
      timeout => this.fixes.first().waitFor({ state: 'hidden', timeout }),
    );
  }

  /** The entry of the list of completions that Tab takes. */
  suggested(text) {
    return this.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: text }).first();
  }

  /**
   * Waits until Tab would take a completion, and asks for the list again if it is not there.
   *
   * @param ask how the list is asked for
   */
  async awaitSuggestion(text, ask = () => this.page.keyboard.press('Control+Space')) {
    const entry = this.suggested(text);
    for (let tries = 0; tries < 5; tries++) {
      try {
        await entry.waitFor({ timeout: 4000 << tries });
        return;
      } catch {
        // Asked while a list is open, VS Code shows or hides its details instead.
        if (!(await this.suggestions.first().isVisible())) await ask();
      }
    }
    await entry.waitFor();
  }

  /** Opens the list of completions and takes an entry with Tab. */
  async takeSuggestion(text, press = key => this.page.keyboard.press(key)) {
    if (!(await this.suggestions.first().isVisible())) await press('Control+Space');
    await this.awaitSuggestion(text, () => press('Control+Space'));
    await press('Tab');
    await this.suggestions.first().waitFor({ state: 'hidden' });
  }

  /** Opens a list at the top of the window by a key, and waits until it has the keyboard. */
  async openQuickInput(key, timeout) {
    const input = this.page.locator('.quick-input-widget input:focus');
    if (await this.quickInput.isVisible()) {
      await this.page.keyboard.press('Escape');
      await this.quickInput.waitFor({ state: 'hidden', timeout });
    }
    await again(
      () => this.page.keyboard.press(key),
      limit => input.waitFor({ timeout: limit }),
    );
  }

  /** Runs a command by its title from the palette. */
  async command(title) {
    await this.openQuickInput('F1');
    await this.page.keyboard.type(title);
    const row = this.quickPick.filter({ has: this.page.getByText(title, { exact: true }) }).first();
    await row.waitFor();
    const focused = this.page.locator('.quick-input-widget .monaco-list-row.focused', {
      has: this.page.getByText(title, { exact: true }),
    });
    for (let presses = 0; !(await focused.isVisible()); presses++) {
      if (presses > 20) throw new Error(`the palette does not lead to ${title}`);
      await this.page.keyboard.press('ArrowDown');
      await pause(150);
    }
    await this.page.keyboard.press('Enter');
  }

  /** Types into the open list and takes the entry that Enter takes, once it is the wanted one. */
  async pick(typed, entry = typed, timeout) {
    await this.page.keyboard.type(typed);
    await this.takePick(entry, timeout);
  }

  /** Takes the entry that Enter takes, once it is the wanted one. */
  async takePick(entry = '', timeout) {
    const focused = this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: entry });
    await focused.first().waitFor({ timeout });
    await this.page.keyboard.press('Enter');
  }

  /** Waits until a command asks, by words of what it asks: what is typed before would go into the note. */
  async asked(words, timeout) {
    await this.page.locator(`.quick-input-widget input[placeholder*="${words}" i]:focus`).waitFor({ timeout });
  }

  /** Shows the view of days, findings and patients beside the notes. */
  async showDays() {
    const icon = this.page.locator('.activitybar .action-item', {
      has: this.page.locator('[aria-label^="Encounter Notes"]'),
    });
    await again(
      async timeout => {
        // A click on the icon of the view that is shown hides it.
        if (!(await icon.evaluate(item => item.classList.contains('checked')))) await icon.click({ timeout });
      },
      timeout => this.page.locator('.sidebar [role=treeitem]').first().waitFor({ timeout }),
    );
  }

  /** An entry of the days, by what a screen reader says of it. */
  treeItem(label) {
    return this.page.locator('.sidebar').getByRole('treeitem', { name: label });
  }

  /** The page of one of our views, by the small words above its heading, as soon as it is on screen. */
  async view(kicker) {
    return until(
      async () => {
        for (const frame of this.page.frames()) {
          const found = frame.locator('main .kicker', { hasText: kicker });
          if (frame !== this.page.mainFrame() && (await found.isVisible().catch(() => false))) return frame;
        }
        return undefined;
      },
      Boolean,
      () => `no view says ${kicker}`,
    );
  }

  /** Waits until a page within the window says something. */
  async pageSaying(text) {
    const saysIt = frame =>
      frame
        .getByText(text)
        .first()
        .isVisible()
        .catch(() => false);
    await until(
      async () => {
        const pages = this.page.frames().filter(frame => frame !== this.page.mainFrame());
        return (await Promise.all(pages.map(saysIt))).includes(true);
      },
      Boolean,
      () => `no page says ${text}`,
    );
  }

  /** Opens one of our views by a key on a line (counted from 1) of the note, and returns its page. */
  async openView(key, kicker, patient, line) {
    await this.goToLine(line);
    let view;
    await again(
      () => this.page.keyboard.press(key),
      async timeout => {
        view = await this.view(kicker);
        await view.locator('h1', { hasText: patient }).waitFor({ timeout });
      },
    );
    return view;
  }

  /** Closes a page that covers the others, as some versions show settings and the trust of a folder. */
  async uncover() {
    const cover = this.page.locator('.monaco-modal-editor-block');
    if (!(await cover.isVisible())) return;
    await again(
      timeout => cover.locator('.codicon-close').first().click({ timeout }),
      timeout => cover.waitFor({ state: 'hidden', timeout }),
    );
  }

  /** Clicks on a word until the caret is on its line. */
  async clickOn(word, line = word) {
    await again(
      async () => {
        const { x, y } = await this.middleOf(word, line);
        await this.page.mouse.click(x, y);
      },
      () => this.#caretIsOn(line),
    );
  }

  async #caretIsOn(line) {
    const isOn = () =>
      this.line(line)
        .first()
        .evaluate(element => {
          const editor = element.closest('.editor-instance');
          const { top, bottom } = editor.querySelector('.cursors-layer .cursor').getBoundingClientRect();
          const box = element.getBoundingClientRect();
          return top < box.bottom - 1 && bottom > box.top + 1;
        });
    for (let tries = 0; !(await isOn()); tries++) {
      if (tries > 20) throw new Error(`the caret is not on the line "${line}"`);
      await pause(100);
    }
  }
}
