// Lenses, rename, formatting and outline, as far as only the screen shows them. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 'clinic-day.encounter';
const EARLIER = 'earlier.encounter';
/** Earlier visits of a patient of the clinic day, in a note that stays closed. */
const BEFORE = `2026-08-12 interrogate P-031 @office #medicare
pump: SynchroMed II 8637-20, sn NGP0000031, 20 mL, IT, programmable, ERI 65 mo
by: RN KL
read: expected 9.0 mL, dose 200 mcg/day, alarms none

2026-09-16 interrogate P-031 @office #medicare
by: RN KL
read: expected 6.0 mL, dose 200 mcg/day, alarms none
`;

/** @param group see ui.mjs */
export function editingSteps({ page, bench, folder, lineOf, openWorkspace }) {
  const lens = text => bench.editor.locator('.codelens-decoration a', { hasText: text });
  const caretIsAt = line => page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();

  return {
    'a lens shows what the note supports and opens the finding': async () => {
      writeFileSync(path.join(folder, EARLIER), BEFORE);
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.goToLine(lineOf('P-031'));
      await bench.editor.locator('.codelens-decoration', { hasText: 'Note supports 62369, J0475-JZ-KD x4' }).waitFor();
      await lens(/^2 errors$/)
        .first()
        .click();
      await caretIsAt(lineOf('J0475-KD x4') - 1);
    },

    'a dialog shows the completed claim before it is applied': async () => {
      await bench.goToLine(lineOf('P-031'));
      await lens(/^Complete the claim \(/)
        .first()
        .click();
      const question = page.locator('.monaco-dialog-box', { hasText: 'Complete the claim?' });
      await question.filter({ hasText: '+  J0475-JZ-KD x4 @A' }).waitFor();
      await bench.picture('the claim as it would be');
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
      await bench.line('62370 @AB').last().waitFor();
      await lens(/^Complete the claim \(/)
        .first()
        .click();
      await question.waitFor();
      await page.keyboard.press('Enter');
      await bench.line('62369 @AB').waitFor();
      await bench.line('J0475-JZ-KD x4 @A').waitFor();
      await page.locator('.tab.active', { hasText: DAY }).waitFor();
      await bench.editor
        .locator('.codelens-decoration', {
          hasText: 'Note supports 62369, J0475-JZ-KD x4 | No findings | Claim matches the note',
        })
        .waitFor();
    },

    'rename changes a patient token in every note': async () => {
      await bench.clickOn('P-031', 'refill+reprogram P-031');
      await page.keyboard.press('F2');
      const box = page.locator('.rename-box input');
      await box.waitFor();
      assert.equal(await box.inputValue(), 'P-031');
      await bench.picture('the rename box');
      await page.keyboard.type('P-777');
      await page.keyboard.press('Enter');
      await bench.line('refill+reprogram P-777').waitFor();
      for (let wait = 0; !readFileSync(path.join(folder, EARLIER), 'utf8').includes('interrogate P-777'); wait++) {
        assert.ok(wait < 100, 'the closed note shows it too');
        await page.waitForTimeout(100);
      }
    },

    'references open in place': async () => {
      await bench.clickOn('P-777', 'refill+reprogram P-777');
      const peek = page.locator('.peekview-widget');
      await page.keyboard.press('Shift+F12');
      await peek.waitFor();
      await peek.getByText('earlier.encounter').first().waitFor();
      await bench.picture('the references of a patient');
      await page.keyboard.press('Escape');
      await peek.waitFor({ state: 'hidden' });
    },

    'a key formats the note': async () => {
      await bench.goToLine(lineOf('next: 2027-04-20, alarm 2027-04-27'));
      await page.keyboard.press('End');
      await page.keyboard.press('Shift+Home');
      await page.keyboard.type('NEXT:4/20/2027 ,alarm  2027-04-27');
      await page.keyboard.press('Escape');
      await bench.line('NEXT:4/20/2027').waitFor();
      await page.keyboard.press('Control+Shift+i');
      await bench.line('next: 2027-04-20, alarm 2027-04-27').waitFor();
    },

    'the outline lists days and encounters with their findings': async () => {
      const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Outline' }) });
      await pane.locator('.pane-header').click();
      await pane.getByText('10 encounters: ').waitFor();
      await pane
        .getByRole('treeitem', { name: /^P-014 refill/ })
        .getByText('clean')
        .waitFor();
    },

    'the breadcrumbs show the day, encounter and group of the caret': async () => {
      const crumbs = page.locator('.editor-group-container.active .breadcrumbs-control .monaco-breadcrumb-item');
      const shown = async () => (await crumbs.allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim());
      const isAt = async (line, path) => {
        await page.keyboard.press('Control+1');
        await bench.goToLine(line);
        for (let wait = 0; ; wait++) {
          const now = await shown();
          if (path.every((part, i) => part.test(now[i + 1] ?? ''))) return;
          assert.ok(wait < 100, `line ${line}: ${now.join(' > ')}`);
          await page.waitForTimeout(100);
        }
      };
      const day = /^2026-11-20/;
      await isAt(2, [/^File defaults/, /^mac:/]);
      await isAt(lineOf('P-014'), [day, /^P-014 refill/]);
      await isAt(lineOf('P-014') + 9, [day, /^P-014 refill/, /Drugs/]);
      await isAt(lineOf('P-063') + 1, [day, /^P-063 refill/]);
    },
  };
}
