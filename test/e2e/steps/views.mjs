// What a coder does with the days, the views and the commands: steps of ui.mjs.
import assert from 'node:assert/strict';
import { awaitContrast } from '../harness/contrast.mjs';
import { again, settled, until } from '../harness/waiting.mjs';
import { THEMES, themeSetter } from './themes.mjs';

const DAY = 'clinic-day.encounter';
const EXPLAIN = 'Explain this encounter';
const CLAIM = 'Claim preview';

/** @param group see ui.mjs */
export function viewSteps({ page, bench, lineOf, openWorkspace }) {
  const setTheme = themeSetter({ page, bench });
  const explain = (patient, text = patient) => bench.openView('Shift+Alt+E', EXPLAIN, patient, lineOf(text));
  const claimOf = patient => bench.openView('Shift+Alt+C', CLAIM, patient, lineOf(patient));
  const clickTab = name =>
    again(
      timeout => page.locator('.tab', { hasText: name }).first().click({ timeout }),
      timeout => page.locator('.tab.active', { hasText: name }).first().waitFor({ timeout }),
    );

  return {
    'the Days view lists each encounter with its findings': async () => {
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.showDays();
      await bench.treeItem(/^P-014 refill, clean/).waitFor();
      await bench.treeItem(/^P-031 refill\+reprogram, 2 errors/).waitFor();
      const row = bench.treeItem(/^P-031/),
        state = row.locator('.label-name', { hasText: '2 errors' });
      const button = row.locator('.actions .action-item').first();
      // The rows are redrawn while the other notes of the folder are read.
      const [shown, pressed] = await until(
        async () => {
          await row.hover({ timeout: 3000 }).catch(() => undefined);
          return Promise.all([state, button].map(one => one.boundingBox({ timeout: 1000 }).catch(() => null)));
        },
        boxes => boxes.every(Boolean),
        () => 'the row under the mouse does not show its state and its buttons',
      );
      assert.ok(shown.x + shown.width <= pressed.x, 'the buttons of the row under the mouse leave its state in sight');
      await bench.picture('the mouse is on an encounter');
      await again(
        timeout => row.click({ timeout }),
        timeout => bench.caretIsAt(lineOf('P-031'), timeout),
      );
    },

    'Explain opens beside the note': async () => {
      await bench.show(DAY);
      const view = await explain('P-031', 'dx: G81.11');
      await view.locator('h2', { hasText: 'Fails' }).waitFor();
      await view.locator('#counts', { hasText: '2 fail' }).waitFor();
      await view.locator('article', { hasText: 'performer-level' }).getByText('error', { exact: true }).waitFor();
    },

    'its evidence links work from the keyboard': async () => {
      await bench.show(DAY);
      const view = await explain('P-031', 'dx: G81.11');
      const first = view.locator('article .evidence a').first();
      const line = Number(await first.getAttribute('data-line')) + 1;
      await until(
        () => view.evaluate(() => document.hasFocus()),
        Boolean,
        () => 'the view does not get the keyboard',
      );
      const hasFocus = () => first.evaluate(link => link === document.activeElement);
      for (let tabs = 0; !(await hasFocus()); tabs++) {
        assert.ok(tabs < 40, 'Tab reaches the evidence');
        await page.keyboard.press('Tab');
      }
      await bench.picture('the focus is on a link to the evidence');
      await page.keyboard.press('Enter');
      await bench.caretIsAt(line);
    },

    'the status bar keeps the counts of the note while a view has the focus': async () => {
      await bench.show(DAY);
      const view = await explain('P-031', 'dx: G81.11');
      await view.locator('h1').click();
      await bench.findingCounts.filter({ hasText: /\d+ errors/ }).waitFor();
      await bench.hoverOver(bench.findingCounts, `in ${DAY}`);
      await bench.lookAway();
      await clickTab(DAY);
      await bench.openQuickInput('Control+p');
      await bench.pick('README.md');
      await page.locator('.tab.active', { hasText: 'README.md' }).waitFor();
      await bench.findingCounts.waitFor({ state: 'hidden' });
      await clickTab(DAY);
      await bench.findingCounts.filter({ hasText: /\d+ errors/ }).waitFor();
    },

    'Explain follows the caret and each edit': async () => {
      await bench.show(DAY);
      const view = await explain('P-031', 'dx: G81.11');
      await bench.show(DAY);
      await bench.goToLine(lineOf('P-038'));
      await view.locator('h1', { hasText: 'P-038' }).waitFor();
      const counts = await settled(() => view.locator('#counts').innerText());
      const fails = /\d+ fail/.exec(counts)?.[0];
      assert.ok(fails, `"${counts}" says how many rules fail`);
      await bench.goToLine(lineOf('62367 @B'));
      await page.keyboard.press('Home');
      await page.keyboard.type('? ');
      await view.locator('#counts', { hasNotText: fails }).waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await view.locator('#counts', { hasText: fails }).waitFor();
    },

    'the claim is in the boxes of the form': async () => {
      await bench.show(DAY);
      const view = await claimOf('P-022');
      await view.locator('.box21 .value').first().waitFor();
      assert.equal(await view.locator('.box21 .value').first().innerText(), 'M961');
      const row = view.locator('.box24 tbody tr', { hasText: 'J7999' });
      assert.match(
        (await row.innerText()).replaceAll(/\s+/g, ' '),
        /11 20 26 11 20 26 11 J7999 KD .*AB .*1 NPI 1234567893/,
      );
      await view.getByText('ZZmorphine 400 mg bupivacaine 200 mg 20 mL compounded').waitFor();
    },

    'both views have enough contrast in every theme': async () => {
      await bench.show(DAY);
      await explain('P-022');
      await bench.show(DAY);
      await claimOf('P-022');
      for (const [kind, theme] of Object.entries(THEMES)) {
        await setTheme(theme);
        for (const [tab, kicker] of [
          ['Claim Preview', CLAIM],
          ['Explain Encounter', EXPLAIN],
        ]) {
          await clickTab(tab);
          const view = await bench.view(kicker);
          await awaitContrast(view, `${kicker}, ${kind}`);
          await bench.picture(`${kicker.toLowerCase()} in ${kind}`);
        }
      }
      await setTheme(THEMES.dark);
    },

    'a check of the workspace lists the findings of closed notes': async () => {
      await bench.show(DAY);
      const toast = page.locator('.notification-toast', {
        hasText: /\d+ encounters in \d+ notes checked: \d+ errors?/,
      });
      // A toast leaves by itself.
      await again(
        async timeout => {
          if (!(await toast.isVisible())) await bench.command('Encounter Notes: Check Workspace');
          await toast.waitFor();
          await bench.picture('the result of the check');
          await toast.getByText('Show Problems').click({ timeout });
        },
        timeout => bench.problems.filter({ hasText: 'performer-level' }).first().waitFor({ timeout }),
      );
    },

    'Explain Code finds a code by words': async () => {
      await bench.show(DAY);
      await bench.command('Encounter Notes: Explain Code…');
      await bench.asked('A code, a modifier, a drug');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('spastic diplegia');
      const found = bench.quickPick.filter({ hasText: 'G80.1' }).first();
      await found.waitFor();
      await bench.picture('codes are found by words');
      await again(
        timeout => found.click({ timeout }),
        timeout => page.locator('.tab', { hasText: 'G80.1' }).waitFor({ timeout }),
      );
      await bench.pageSaying('Spastic diplegic cerebral palsy');
    },

    'New Encounter starts from the last visit': async () => {
      await bench.show(DAY);
      await bench.showDays();
      await again(
        timeout => bench.treeItem(/^P-014 refill/).click({ timeout }),
        timeout => bench.caretIsAt(lineOf('refill P-014'), timeout),
      );
      await bench.focusedEditor().waitFor(); // the tree gives the focus away a moment later
      await bench.command('Encounter Notes: New Encounter from Last Visit…');
      await bench.asked('Which patient?');
      await page.keyboard.type('P-063');
      await bench.quickPick.filter({ hasText: 'P-063' }).first().waitFor();
      await bench.picture('the patients whom the notes know');
      await bench.takePick('P-063');
      await bench.asked('What is the visit');
      await bench.takePick();
      await bench.line('drug: baclofen 2000 mcg/mL').last().waitFor();
      await page.keyboard.press('Escape');
      await bench.picture('gaps to fill');
      for (let undo = 0; undo < 3; undo++) await page.keyboard.press('Control+z');
    },
  };
}
