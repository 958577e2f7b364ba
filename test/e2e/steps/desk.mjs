// Payer, fixes from Explain, rule levels and the worklist. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 'clinic-day.encounter';

/** @param group see ui.mjs */
export function deskSteps({ page, bench, folder, lineOf, openWorkspace }) {
  const payer = page.locator('[id="encounter-notes.encounter-notes.encounterNotes.payer"]');

  return {
    'the status bar shows the payer of the encounter, and changes it': async () => {
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.goToLine(lineOf('refill P-014'));
      await payer.filter({ hasText: 'Medicare' }).waitFor();
      await payer.click();
      await bench.asked('Checked for Medicare');
      await page.keyboard.type('aetna');
      await bench.quickPick.filter({ hasText: '#aetna' }).first().waitFor();
      await bench.picture('the payers to choose from');
      await page.keyboard.press('Enter');
      await bench.line('refill P-014 @office #aetna').waitFor();
      await payer.filter({ hasText: 'Aetna' }).waitFor();
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+z');
      await bench.line('refill P-014 @office #medicare').waitFor();
    },

    'a finding is fixed from Explain': async () => {
      await bench.goToLine(lineOf('J0475-KD x4'));
      await page.keyboard.press('Shift+Alt+E');
      const view = await bench.view('Explain this encounter');
      const waste = view.locator('article', { hasText: 'drug-waste' });
      await bench.picture('Explain with fix buttons');
      await waste.getByRole('button', { name: 'Fix drug-waste' }).click();
      await bench.quickPick.filter({ hasText: 'Add JZ' }).first().waitFor();
      await bench.picture('the fixes of a finding');
      await bench.quickPick.filter({ hasText: 'Add JZ' }).first().click();
      await waste.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+1'); // the view has the focus
      await bench.line('J0475-JZ-KD x4').waitFor();
    },

    'a rule is turned off for the folder by a quick fix': async () => {
      await page.keyboard.press('Control+1');
      await bench.clickOn('62370', '62370 @AB');
      await page.keyboard.press('Control+.');
      await bench.takeFix('Turn off performer-level in this folder');
      await page.locator('.notification-toast', { hasText: 'performer-level is off' }).waitFor();
      await bench.picture('a rule is off');
      const settings = readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8');
      assert.match(settings, /"performer-level": "off"/);
      await page.locator('.notification-toast').getByText('Undo').click();
      for (let wait = 0; readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8').includes('off'); wait++) {
        assert.ok(wait < 100, 'Undo takes the setting back');
        await page.waitForTimeout(100);
      }
    },

    'the timeline of a patient is drawn and listed': async () => {
      await page.keyboard.press('Control+1');
      await bench.goToLine(lineOf('P-022'));
      await bench.command('Encounter Notes: Show Patient Timeline');
      const view = await bench.view('Patient timeline');
      await view.locator('h1', { hasText: 'P-022' }).waitFor();
      await view.locator('svg.timeline .dose-point').first().waitFor();
      await bench.picture('a patient timeline');
      await page.keyboard.press('Control+1');
    },

    'the worklist filters encounters and leads to their notes': async () => {
      await bench.command('Encounter Notes: Show Worklist');
      const view = await bench.view('Worklist');
      const rows = view.locator('section:has(#encounters) tbody tr:visible');
      await rows.first().waitFor();
      const all = await rows.count();
      await bench.picture('the worklist');
      await view.locator('[data-filter=state]').selectOption('errors');
      await view.locator('#matches', { hasText: 'match' }).waitFor();
      const wrong = await rows.count();
      assert.ok(wrong > 0 && wrong < all, `${wrong} of ${all} encounters have errors`);
      await bench.picture('the encounters with errors');
      await view.locator('[data-filter=state]').selectOption('');
      await view.locator('[data-filter=patient]').fill('p-022');
      await view.getByRole('link', { name: /^P-022, / }).click();
      await page.locator('.statusbar-item', { hasText: `Ln ${lineOf('P-022')},` }).waitFor();
    },
  };
}
