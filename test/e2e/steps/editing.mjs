// Lenses, rename, formatting and outline, as far as only the screen shows them. Steps of ui.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, until } from '../harness/waiting.mjs';

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
  const lenses = text => bench.editor.locator('.codelens-decoration', { hasText: text });
  /** Clicks on a lens until it has its effect: lenses are drawn again when an answer comes. */
  const clickLens = (text, effect) =>
    again(
      timeout => bench.editor.locator('.codelens-decoration a', { hasText: text }).first().click({ timeout }),
      effect,
    );

  return {
    'a lens shows what the note supports and opens the finding': async () => {
      writeFileSync(path.join(folder, EARLIER), BEFORE);
      await openWorkspace();
      await bench.openFromExplorer(DAY);
      await bench.goToLine(lineOf('P-031'));
      await lenses('Note supports 62369, J0475-JZ-KD x4').waitFor();
      await clickLens(/^2 errors$/, timeout => bench.caretIsAt(lineOf('J0475-KD x4') - 1, timeout));
    },

    'a dialog shows the completed claim before it is applied': async () => {
      const question = page.locator('.monaco-dialog-box', { hasText: 'Complete the claim?' });
      const ask = () => clickLens(/^Complete the claim \(/, timeout => question.waitFor({ timeout }));
      const leave = async key => {
        await question.locator(':focus').waitFor();
        await page.keyboard.press(key);
        await question.waitFor({ state: 'hidden' });
      };
      await bench.show(DAY);
      await bench.goToLine(lineOf('P-031'));
      await ask();
      await question.filter({ hasText: '+  J0475-JZ-KD x4 @A' }).waitFor();
      await bench.picture('the claim as it would be');
      await leave('Escape');
      await bench.line('62370 @AB').last().waitFor();
      await ask();
      await leave('Enter');
      await bench.line('62369 @AB').waitFor();
      await bench.line('J0475-JZ-KD x4 @A').waitFor();
      await page.locator('.tab.active', { hasText: DAY }).waitFor();
      await lenses('Note supports 62369, J0475-JZ-KD x4 | No findings | Claim matches the note').waitFor();
    },

    'rename changes a patient token in every note': async () => {
      await bench.show(DAY);
      await bench.clickOn('P-031', 'refill+reprogram P-031');
      const box = page.locator('.rename-box input');
      await again(
        () => page.keyboard.press('F2'),
        timeout => page.locator('.rename-box input:focus').waitFor({ timeout }),
      );
      await until(
        () => box.inputValue(),
        name => name === 'P-031',
      );
      await bench.picture('the rename box');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('P-777');
      await page.keyboard.press('Enter');
      await bench.line('refill+reprogram P-777').waitFor();
      await until(
        () => readFileSync(path.join(folder, EARLIER), 'utf8'),
        text => text.includes('interrogate P-777'),
      );
    },

    'references open in place': async () => {
      await bench.show(DAY);
      const patient = (await bench.line('refill+reprogram P-777').count()) > 0 ? 'P-777' : 'P-031';
      await bench.clickOn(patient, `refill+reprogram ${patient}`);
      const peek = page.locator('.peekview-widget');
      await again(
        () => page.keyboard.press('Shift+F12'),
        timeout => peek.getByText('earlier.encounter').first().waitFor({ timeout }),
      );
      await bench.picture('the references of a patient');
      await again(
        () => page.keyboard.press('Escape'),
        timeout => peek.waitFor({ state: 'hidden', timeout }),
      );
    },

    'a key formats the note': async () => {
      await bench.show(DAY);
      await bench.retypeLine(lineOf('next: 2027-04-20, alarm 2027-04-27'), 'NEXT:4/20/2027 ,alarm  2027-04-27');
      await page.keyboard.press('Escape');
      await bench.line('NEXT:4/20/2027').waitFor();
      await again(
        () => page.keyboard.press('Control+Shift+i'),
        timeout => bench.line('next: 2027-04-20, alarm 2027-04-27').waitFor({ timeout }),
      );
    },

    'the outline lists days and encounters with their findings': async () => {
      const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Outline' }) });
      const header = pane.locator('.pane-header');
      await again(
        async timeout => {
          if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click({ timeout });
        },
        timeout => pane.getByText('10 encounters: ').waitFor({ timeout }),
      );
      await pane
        .getByRole('treeitem', { name: /^P-014 refill/ })
        .getByText('clean')
        .waitFor();
    },

    'the breadcrumbs show the day, encounter and group of the caret': async () => {
      const crumbs = page.locator('.editor-group-container.active .breadcrumbs-control .monaco-breadcrumb-item');
      const shown = async () => (await crumbs.allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim());
      const isAt = async (line, parts) => {
        await bench.focusEditor();
        await bench.goToLine(line);
        await until(
          shown,
          now => parts.every((part, i) => part.test(now[i + 1] ?? '')),
          now => `line ${line}: ${now.join(' > ')}`,
        );
      };
      const day = /^2026-11-20/;
      await isAt(2, [/^File defaults/, /^mac:/]);
      await isAt(lineOf('P-014'), [day, /^P-014 refill/]);
      await isAt(lineOf('P-014') + 9, [day, /^P-014 refill/, /Drugs/]);
      await isAt(lineOf('P-063') + 1, [day, /^P-063 refill/]);
    },
  };
}
