// A person's hands on the workbench: what can be opened, pointed at, pressed and read in its page.
import path from 'node:path';

/** One VS Code window in a browser page (playwright's). */
export class Workbench {
  /** @param pictures the folder of its pictures */
  constructor(page, pictures) {
    this.page = page;
    this.folderOfPictures = pictures;
    this.editor = page.locator('.editor-group-container.active .editor-instance').first();
    this.squiggles = this.editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
    this.findingCounts = page.locator('[id="encounter-notes.encounter-notes.encounterNotes.findings"]');
    this.suggestions = page.locator('.suggest-widget .monaco-list-row');
    this.lightBulb = this.editor.locator('[class*="lightbulb"], [class*="light-bulb"]').first();
    this.fixes = page.locator('.action-widget .monaco-list-row');
    this.problems = page.locator('.markers-panel .monaco-list-row');
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
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    await this.page.locator('.tab.active', { hasText: file }).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Puts the cursor at the start of a line (counted from 1) and scrolls it into view. */
  async goToLine(line) {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input:focus').waitFor(); // out of a view, the key takes its time
    await this.page.keyboard.type(`${line}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' }); // until then the next keys are its own
  }

  /** The cursor after the last typed character is drawn: its left edge on screen, and the number of its line. */
  async caret() {
    return this.editor.evaluate(async editor => {
      for (let frames = 0; frames < 3; frames++)
        await new Promise(resolve => {
          requestAnimationFrame(resolve);
        });
      const { x } = editor.querySelector('.cursors-layer .cursor').getBoundingClientRect();
      return `${editor.querySelector('.active-line-number')?.textContent}:${Math.round(x)}`;
    });
  }

  line(text) {
    return this.editor.locator('.view-line', { hasText: text });
  }

  /** The middle of a word on screen, in a line that holds `line`. */
  async middleOf(word, line = word) {
    const { x, y, width, height } = await this.boxOf(word, line);
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Where a word is on screen, in a line that contains `line`. */
  async boxOf(word, line = word) {
    await this.line(line).first().waitFor();
    for (let attempt = 0; attempt < 100; attempt++) {
      // colors that come later can cut a word in two for a moment
      const box = await this.line(line)
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
            return { x, y, width, height };
          }
          return undefined;
        }, word);
      if (box) return box;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`"${word}" is not one piece of text on the line "${line}"`);
  }

  /** Rests the mouse on a word until its hover holds the text, and returns the whole hover's. */
  async hover(word, line, expected) {
    const { x, y } = await this.middleOf(word, line);
    const card = this.page.locator('.monaco-hover:visible').filter({ hasText: expected }).first();
    for (let attempt = 0; ; attempt++) {
      // a hover wants a mouse that moves and then rests
      await this.page.mouse.move(x, y + 200);
      await this.page.mouse.move(x + (attempt % 3), y, { steps: 4 });
      try {
        await card.waitFor({ timeout: 3000 });
        return card.innerText();
      } catch (error) {
        if (attempt === 6) throw error;
      }
    }
  }

  /** Takes the mouse and the hover that it left away. */
  async lookAway() {
    await this.page.keyboard.press('Escape');
    await this.page.mouse.move(640, 4);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
  }

  /**
   * Opens the light bulb's menu. VS Code may close it at once when it has looked for fixes by itself; who sees none
   * presses again.
   */
  async openFixes() {
    for (let attempt = 0; ; attempt++) {
      await this.lightBulb.click();
      try {
        await this.fixes.first().waitFor({ timeout: 4000 });
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  /** Takes an entry of the open light bulb's menu with the arrow keys. */
  async takeFix(text) {
    await this.fixes.filter({ hasText: text }).first().waitFor(); // until then the arrows would move the caret
    const chosen = this.page.locator('.action-widget .monaco-list-row.focused', { hasText: text });
    for (let presses = 0; !(await chosen.isVisible()); presses++) {
      if (presses > 50) throw new Error(`no entry of the light bulb says ${text}`);
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** Runs a command by its title from the palette. */
  async command(title) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input:focus').waitFor();
    await this.page.keyboard.type(title);
    await this.quickPick.filter({ hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Waits until a command asks, by words of what it asks: what is typed before would go into the note. */
  async asked(words) {
    await this.page.locator(`.quick-input-widget input[placeholder*="${words}" i]:focus`).waitFor();
  }

  /** An entry of the days, by what a screen reader says of it. */
  treeItem(label) {
    return this.page.locator('.sidebar').getByRole('treeitem', { name: label });
  }

  /** Opens an encounter from the days. */
  async openFromTree(label, file) {
    await this.treeItem(label).click();
    await this.page.locator('.tab.active', { hasText: file }).waitFor();
  }

  /** The page of one of our views, by the small words above its heading, as soon as it is on screen. */
  async view(kicker) {
    for (let attempt = 0; attempt < 300; attempt++) {
      for (const frame of this.page.frames()) {
        const found = frame.locator('main .kicker', { hasText: kicker });
        if (frame !== this.page.mainFrame() && (await found.isVisible().catch(() => false))) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no view says ${kicker}`);
  }

  /** Closes a page that covers the others, as some versions show settings and the trust of a folder. */
  async uncover() {
    const cover = this.page.locator('.monaco-modal-editor-block');
    for (let presses = 0; await cover.isVisible(); presses++) {
      if (presses > 20) throw new Error('a page covers the others');
      await cover
        .locator('.codicon-close')
        .first()
        .click({ timeout: 2000 })
        .catch(() => undefined);
      await this.page.waitForTimeout(200);
    }
  }

  async clickOn(word, line) {
    const { x, y } = await this.middleOf(word, line);
    await this.page.mouse.click(x, y);
  }
}
