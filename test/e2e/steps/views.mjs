// What a coder does with the days, the views and the commands: steps of ui.mjs.
import assert from 'node:assert/strict';
import { THEMES, themeSetter } from './themes.mjs';

/** @param group see ui.mjs */
export function viewSteps({ page, bench, lineOf, openWorkspace }) {
  const setTheme = themeSetter({ page, bench });
  const caretIsAt = line => page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
  const day = 'clinic-day.encounter';

  return {
    'the Days view lists each encounter with its findings': async () => {
      await openWorkspace();
      await bench.openFromExplorer(day);
      await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Encounter Notes"]') }).click();
      await bench.treeItem(/^P-014 refill, clean/).waitFor();
      await bench.treeItem(/^P-031 refill\+reprogram, 2 errors/).waitFor();
      const row = bench.treeItem(/^P-031/),
        state = row.locator('.label-name', { hasText: '2 errors' });
      const button = row.locator('.actions .action-item').first();
      let shown, pressed;
      for (let attempt = 0; !shown || !pressed; attempt++) {
        // the rows are redrawn while the other notes of the folder are read
        assert.ok(attempt < 10, 'the row under the mouse shows its state and its buttons');
        await row.hover();
        await button.waitFor();
        [shown, pressed] = await Promise.all([state.boundingBox(), button.boundingBox()]);
      }
      assert.ok(shown.x + shown.width <= pressed.x, 'the buttons of the row under the mouse leave its state in sight');
      await bench.picture('the mouse is on an encounter');
      await row.click();
      await caretIsAt(lineOf('P-031'));
    },

    'Explain opens beside the note': async () => {
      await bench.goToLine(lineOf('dx: G81.11'));
      await page.keyboard.press('Shift+Alt+E');
      const view = await bench.view('Explain this encounter');
      await view.locator('h1', { hasText: 'P-031' }).waitFor();
      await view.locator('h2', { hasText: 'Fails' }).waitFor();
      assert.match(await view.locator('#counts').innerText(), /2 fail/);
      await view.locator('article', { hasText: 'performer-level' }).getByText('error', { exact: true }).waitFor();
    },

    'its evidence links work from the keyboard': async () => {
      const view = await bench.view('Explain this encounter');
      const first = view.locator('article .evidence a').first();
      const line = Number(await first.getAttribute('data-line')) + 1;
      for (let tabs = 0; !(await first.evaluate(link => link === document.activeElement)); tabs++) {
        assert.ok(tabs < 40, 'Tab reaches the evidence');
        await page.keyboard.press('Tab');
      }
      await bench.picture('the focus is on a link to the evidence');
      await page.keyboard.press('Enter');
      await caretIsAt(line);
    },

    'the status bar keeps the counts of the note while a view has the focus': async () => {
      const view = await bench.view('Explain this encounter');
      await view.locator('h1').click();
      await bench.findingCounts.filter({ hasText: /\d+ errors/ }).hover();
      await page.locator('.monaco-hover:visible', { hasText: `in ${day}` }).waitFor();
      await bench.lookAway();
      await page.locator('.tab', { hasText: day }).click();
      await page.keyboard.press('Control+p');
      await page.locator('.quick-input-widget input:focus').waitFor();
      await page.keyboard.type('README.md');
      await bench.quickPick.filter({ hasText: 'README.md' }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'README.md' }).waitFor();
      await bench.findingCounts.waitFor({ state: 'hidden' });
      await page.locator('.tab', { hasText: day }).click();
      await bench.findingCounts.filter({ hasText: /\d+ errors/ }).waitFor();
    },

    'Explain follows the caret and each edit': async () => {
      await bench.goToLine(lineOf('P-038'));
      const view = await bench.view('Explain this encounter');
      await view.locator('h1', { hasText: 'P-038' }).waitFor();
      const fails = /(\d+) fail/.exec(await view.locator('#counts').innerText())?.[1];
      await bench.goToLine(lineOf('95990 @AB\n62367 @B'.split('\n')[1]));
      await page.keyboard.press('Home');
      await page.keyboard.type('? ');
      await view.locator('#counts', { hasNotText: `${fails} fail` }).waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await view.locator('#counts', { hasText: `${fails} fail` }).waitFor();
    },

    'the claim is in the boxes of the form': async () => {
      await bench.goToLine(lineOf('P-022'));
      await page.keyboard.press('Shift+Alt+C');
      const view = await bench.view('Claim preview');
      await view.locator('h1', { hasText: 'P-022' }).waitFor();
      assert.equal(await view.locator('.box21 .value').first().innerText(), 'M961');
      const row = view.locator('.box24 tbody tr', { hasText: 'J7999' });
      assert.match(
        (await row.innerText()).replaceAll(/\s+/g, ' '),
        /11 20 26 11 20 26 11 J7999 KD .*AB .*1 NPI 1234567893/,
      );
      await view.getByText('ZZmorphine 400 mg bupivacaine 200 mg 20 mL compounded').waitFor();
    },

    'both views have enough contrast in every theme': async () => {
      for (const [kind, theme] of Object.entries(THEMES)) {
        await setTheme(theme);
        for (const [tab, kicker] of [
          ['Claim Preview', 'Claim preview'],
          ['Explain Encounter', 'Explain this encounter'],
        ]) {
          await page.locator('.tab', { hasText: tab }).click();
          const view = await bench.view(kicker);
          const dim = await view.locator('body').evaluate(tooDim);
          assert.deepEqual(dim, [], `${kicker}, ${kind}`);
          await bench.picture(`${kicker.toLowerCase()} in ${kind}`);
        }
      }
      await setTheme(THEMES.dark);
      await page.keyboard.press('Control+1');
    },

    'a check of the workspace lists the findings of closed notes': async () => {
      await bench.command('Encounter Notes: Check Workspace');
      const toast = page.locator('.notification-toast', {
        hasText: /\d+ encounters in \d+ notes checked: \d+ errors?/,
      });
      await toast.waitFor();
      await bench.picture('the result of the check');
      await toast.getByText('Show Problems').click();
      await bench.problems.filter({ hasText: 'performer-level' }).first().waitFor();
    },

    'Explain Code finds a code by words': async () => {
      await page.keyboard.press('Control+1');
      await bench.command('Encounter Notes: Explain Code…');
      await bench.asked('A code, a modifier, a drug');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('spastic diplegia');
      await bench.quickPick.filter({ hasText: 'G80.1' }).first().waitFor();
      await bench.picture('codes are found by words');
      await bench.quickPick.filter({ hasText: 'G80.1' }).first().click();
      await page.locator('.tab', { hasText: 'G80.1' }).waitFor();
      await frameWith(page, 'Spastic diplegic cerebral palsy');
    },

    'New Encounter starts from the last visit': async () => {
      await page.keyboard.press('Control+1');
      await bench.openFromTree(/^P-014 refill/, day);
      await caretIsAt(lineOf('refill P-014'));
      await page.locator('.editor-instance .monaco-editor.focused').waitFor(); // the tree gives the focus away a moment later
      await bench.command('Encounter Notes: New Encounter from Last Visit…');
      await bench.asked('Which patient?');
      await page.keyboard.type('P-063');
      await bench.quickPick.filter({ hasText: 'P-063' }).first().waitFor();
      await bench.picture('the patients whom the notes know');
      await page.keyboard.press('Enter');
      await bench.asked('What is the visit');
      await page.keyboard.press('Enter');
      await bench.line('drug: baclofen 2000 mcg/mL').last().waitFor();
      await page.keyboard.press('Escape');
      await bench.picture('gaps to fill');
      for (let undo = 0; undo < 3; undo++) await page.keyboard.press('Control+z');
    },
  };
}

/** Waits until a page within the window says something. */
async function frameWith(page, text) {
  for (let attempt = 0; attempt < 300; attempt++) {
    for (const frame of page.frames())
      if (
        frame !== page.mainFrame() &&
        (await frame
          .getByText(text)
          .first()
          .isVisible()
          .catch(() => false))
      )
        return;
    await page.waitForTimeout(100);
  }
  throw new Error(`no page says ${text}`);
}

/**
 * Runs in a view: every piece of text whose color is too near to what is behind it (below 4.5 to 1, as WCAG 2 asks
 * for).
 */
function tooDim(body) {
  const channels = color => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
      willReadFrequently: true,
    });
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, under) =>
    Object.fromEntries(['r', 'g', 'b'].map(c => [c, top[c] * top.a + under[c] * (1 - top.a)]));
  const behind = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(channels(getComputedStyle(one).backgroundColor));
    return layers
      .reverse()
      .reduce(
        (under, layer) => over(layer, under),
        channels(getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background')),
      );
  };
  const luminance = color => {
    const [r, g, b] = ['r', 'g', 'b']
      .map(c => color[c] / 255)
      .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const dim = new Set();
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest('[aria-hidden="true"], .unseen')) continue;
    const under = behind(element);
    const ink = over(channels(getComputedStyle(element).color), under);
    const [light, dark] = [luminance(ink), luminance(under)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) dim.add(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return [...dim];
}
