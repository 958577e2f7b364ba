// A clinic day from the first squiggle to the saved fix: steps of ui.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, until } from '../harness/waiting.mjs';

const DAY = 'clinic-day.encounter';
const CLEAN = 'clean-day.encounter';
const NEW = 'new-day.encounter';

/** @param group see ui.mjs */
export function daySteps({ page, bench, folder, lineOf, openWorkspace }) {
  const onDisk = () => readFileSync(path.join(folder, DAY), 'utf8');
  const hasFindings = () => bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
  const performerLevel = bench.problems.filter({ hasText: 'performer-level' }).first();
  const showProblems = () =>
    again(
      async () => {
        // The same key hides the panel.
        if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
      },
      timeout => performerLevel.waitFor({ timeout }),
    );

  return {
    'a clinic day shows squiggles and how many findings it has': async () => {
      writeFileSync(path.join(folder, NEW), '');
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await hasFindings();
      await bench.goToLine(lineOf('99214 @D'));
      await bench.squiggles.first().waitFor();
    },

    'the status bar names the editions of the code sets': async () => {
      await bench.hoverOver(bench.findingCounts, 'NCCI');
      await bench.lookAway();
    },

    'a hover on a code shows its findings and its description': async () => {
      await bench.hover('99214', '99214 @D', /em-modifier[^]*25|25[^]*em-modifier/);
      await bench.picture('a hover on a squiggle');
      await bench.lookAway();
      await bench.hover('62370', '62370 @ABC', '62370');
    },

    'the light bulb offers the fix, and applies it': async () => {
      await bench.lookAway();
      await bench.clickOn('99214', '99214 @D');
      await bench.showFix('25', bench.clickLightBulb);
      await bench.picture('the light bulb is open');
      await bench.takeFix('25', bench.clickLightBulb);
      await bench.line('99214-25 @D').waitFor();
    },

    'the finding is gone from the Problems panel, the others are there': async () => {
      await showProblems();
      await page.waitForFunction(() => !document.querySelector('.markers-panel')?.textContent?.includes('em-modifier'));
    },

    'a problem leads to its line': async () => {
      await showProblems();
      await again(
        timeout => performerLevel.dblclick({ timeout }),
        timeout => bench.caretIsAt(lineOf('J0475-KD x4') - 1, timeout),
      );
    },

    'the fixed note is saved': async () => {
      await bench.clickOn('62370', '62370 @AB');
      await page.keyboard.press('Control+s');
      await until(onDisk, text => /^99214-25 @D$/m.test(text));
    },

    'a word at the start of a line offers a visit template': async () => {
      await bench.show(NEW);
      await bench.editor.locator('.view-line').first().click();
      await page.keyboard.type('refill', { delay: 30 });
      await bench.awaitSuggestion('by clinical staff (95990)');
      await bench.picture('the visit template is offered');
      await page.keyboard.press('Tab');
      await bench.line('95990 @').waitFor();
      await bench.picture('the visit template has gaps');
      await page.keyboard.press('Control+s');
      await bench.squiggles.first().waitFor();
    },

    'a clean day shows no findings': async () => {
      await bench.show(CLEAN);
      await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
      await until(
        () => bench.squiggles.count(),
        count => count === 0,
      );
    },

    'a restarted server checks the note again': async () => {
      await bench.show(DAY);
      await bench.squiggles.first().waitFor();
      // The state between two answers is short: what the status bar shows is written down while it changes.
      await page.evaluate(() => {
        globalThis.shownInStatusBar = '';
        const bar = document.querySelector('.statusbar');
        new MutationObserver(() => (globalThis.shownInStatusBar += bar.textContent)).observe(bar, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      });
      await bench.command('Encounter Notes: Restart Language Server');
      await page.waitForFunction(() => globalThis.shownInStatusBar.includes('checking'));
      await hasFindings();
      await bench.squiggles.first().waitFor();
    },
  };
}
