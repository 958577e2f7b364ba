// Payer, fixes from Explain, rule levels and the worklist. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { awaitContrast } from '../harness/contrast.mjs';
import { again, settled, until } from '../harness/waiting.mjs';
import { THEMES, themeSetter } from './themes.mjs';

const DAY = 'clinic-day.encounter';

/** @param group see ui.mjs */
export function deskSteps({ page, bench, folder, lineOf, openWorkspace }) {
  const payer = page.locator('[id="encounter-notes.encounter-notes.encounterNotes.payer"]');
  const setTheme = themeSetter({ page, bench });
  const settingsOnDisk = () => {
    const file = path.join(folder, '.vscode/settings.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };

  return {
    'the status bar shows the payer of the encounter, and changes it': async () => {
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.goToLine(lineOf('refill P-014'));
      await payer.filter({ hasText: 'Medicare' }).waitFor();
      await again(
        timeout => payer.click({ timeout }),
        timeout => bench.asked('Checked for Medicare', timeout),
      );
      await page.keyboard.type('aetna');
      await bench.quickPick.filter({ hasText: '#aetna' }).first().waitFor();
      await bench.picture('the payers to choose from');
      await bench.takePick('#aetna');
      await bench.line('refill P-014 @office #aetna').waitFor();
      await payer.filter({ hasText: 'Aetna' }).waitFor();
      await bench.focusEditor();
      await page.keyboard.press('Control+z');
      await bench.line('refill P-014 @office #medicare').waitFor();
    },

    'a finding is fixed from Explain': async () => {
      await bench.show(DAY);
      const view = await bench.openView('Shift+Alt+E', 'Explain this encounter', 'P-031', lineOf('J0475-KD x4'));
      const waste = view.locator('article', { hasText: 'drug-waste' });
      const fix = bench.quickPick.filter({ hasText: 'Add JZ' }).first();
      await bench.picture('Explain with fix buttons');
      await again(
        timeout => waste.getByRole('button', { name: 'Fix drug-waste' }).click({ timeout }),
        timeout => fix.waitFor({ timeout }),
      );
      await bench.picture('the fixes of a finding');
      await fix.click();
      await waste.waitFor({ state: 'hidden' });
      await bench.focusEditor(); // the view has the focus
      await bench.line('J0475-JZ-KD x4').waitFor();
    },

    'a rule is turned off for the folder by a quick fix': async () => {
      await bench.show(DAY);
      await bench.clickOn('62370', '62370 @AB');
      const toast = page.locator('.notification-toast', { hasText: 'performer-level is off' });
      await bench.takeFix('Turn off performer-level in this folder');
      await toast.waitFor();
      await bench.picture('a rule is off');
      await until(settingsOnDisk, text => /"performer-level": "off"/.test(text));
      await toast.getByText('Undo').click();
      await until(settingsOnDisk, text => !text.includes('off'));
    },

    'the timeline of a patient is drawn and listed': async () => {
      await bench.show(DAY);
      await bench.goToLine(lineOf('P-022'));
      await bench.command('Encounter Notes: Show Patient Timeline');
      const view = await bench.view('Patient timeline');
      await view.locator('h1', { hasText: 'P-022' }).waitFor();
      await view.locator('svg.timeline .dose-point').first().waitFor();
      await bench.picture('a patient timeline');
    },

    'the worklist filters encounters and leads to their notes': async () => {
      await bench.show(DAY);
      await bench.command('Encounter Notes: Show Worklist');
      const view = await bench.view('Worklist');
      const rows = view.locator('section:has(#encounters) tbody tr:visible');
      await rows.first().waitFor();
      const all = await settled(() => rows.count());
      await bench.picture('the worklist');
      await view.locator('[data-filter=state]').selectOption('errors');
      await view.locator('#matches', { hasText: 'match' }).waitFor();
      const wrong = await settled(() => rows.count());
      assert.ok(wrong > 0 && wrong < all, `${wrong} of ${all} encounters have errors`);
      await view.locator('#due').waitFor({ state: 'hidden' }); // a refill that is due has no state
      await bench.picture('the encounters with errors');
      await view.locator('[data-filter=state]').selectOption('');
      await view.locator('[data-filter=patient]').fill('p-022');
      await view.getByRole('link', { name: /^P-022, / }).click();
      await bench.caretIsAt(lineOf('P-022'));
    },

    'the timeline and the worklist have enough contrast in every theme': async () => {
      await bench.show(DAY);
      await bench.goToLine(lineOf('P-022'));
      await bench.command('Encounter Notes: Show Patient Timeline');
      await bench.view('Patient timeline');
      await bench.focusEditor();
      await bench.command('Encounter Notes: Show Worklist');
      for (const [kind, theme] of Object.entries(THEMES)) {
        await setTheme(theme);
        // Side by side: one picture shows both.
        for (const kicker of ['Patient timeline', 'Worklist']) {
          await awaitContrast(await bench.view(kicker), `${kicker}, ${kind}`);
        }
        await bench.picture(`timeline and worklist in ${kind}`);
      }
      await setTheme(THEMES.dark);
    },
  };
}
