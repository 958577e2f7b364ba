// A clinic day from the first squiggle to the saved fix: steps of ui.mjs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 'clinic-day.encounter';
const CLEAN = 'clean-day.encounter';
const NEW = 'new-day.encounter';

/** @param group see ui.mjs */
export function daySteps({ page, bench, folder, lineOf, openWorkspace }) {
  const onDisk = () => readFileSync(path.join(folder, DAY), 'utf8');

  return {
    'a clinic day shows squiggles and how many findings it has': async () => {
      writeFileSync(path.join(folder, NEW), '');
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
      await bench.goToLine(lineOf('99214 @D'));
      await bench.squiggles.first().waitFor();
    },

    'the status bar names the editions of the code sets': async () => {
      await bench.findingCounts.hover();
      await page.locator('.monaco-hover:visible', { hasText: 'NCCI' }).waitFor();
      await bench.lookAway();
    },

    'a hover on a code shows its findings and its description': async () => {
      const card = await bench.hover('99214', '99214 @D', 'em-modifier');
      assert.match(card, /25/);
      await bench.picture('a hover on a squiggle');
      await bench.lookAway();
      await bench.hover('62370', '62370 @ABC', '62370');
    },

    'the light bulb offers the fix, and applies it': async () => {
      await bench.lookAway();
      await bench.clickOn('99214', '99214 @D');
      await bench.openFixes();
      await bench.fixes.filter({ hasText: '25' }).first().waitFor();
      await bench.picture('the light bulb is open');
      await bench.takeFix('25');
      await bench.line('99214-25 @D').waitFor();
    },

    'the finding is gone from the Problems panel, the others are there': async () => {
      await page.keyboard.press('Control+Shift+M');
      await bench.problems.filter({ hasText: 'performer-level' }).first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.markers-panel')?.textContent?.includes('em-modifier'));
    },

    'a problem leads to its line': async () => {
      await bench.problems.filter({ hasText: 'performer-level' }).first().dblclick();
      await bench.line('62370 @AB').waitFor();
    },

    'the fixed note is saved': async () => {
      await bench.clickOn('62370', '62370 @AB');
      await page.keyboard.press('Control+s');
      for (let wait = 0; !/^99214-25 @D$/m.test(onDisk()); wait++) {
        assert.ok(wait < 100, 'the file on disk holds the fix');
        await page.waitForTimeout(100);
      }
    },

    'a word at the start of a line offers a visit template': async () => {
      await bench.openFromExplorer(NEW);
      await bench.editor.locator('.view-line').first().click();
      await page.keyboard.type('refill', { delay: 30 });
      await bench.suggestions.filter({ hasText: 'by clinical staff (95990)' }).first().waitFor();
      await bench.picture('the visit template is offered');
      await page.keyboard.press('Tab');
      await bench.line('95990 @').waitFor();
      await bench.picture('the visit template has gaps');
      await page.keyboard.press('Control+s');
      await bench.squiggles.first().waitFor();
    },

    'a clean day shows no findings': async () => {
      await page.keyboard.press('Escape');
      await bench.openFromExplorer(CLEAN);
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      assert.equal(await bench.squiggles.count(), 0);
    },

    'a restarted server checks the note again': async () => {
      await bench.openFromExplorer(DAY);
      await bench.squiggles.first().waitFor();
      await page.keyboard.press('F1');
      await page.keyboard.type('Encounter Notes: Restart Language Server');
      await page
        .locator('.quick-input-list .monaco-list-row', { hasText: 'Restart Language Server' })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await bench.findingCounts.filter({ hasText: 'checking' }).waitFor();
      await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
      await bench.squiggles.first().waitFor();
    },
  };
}
