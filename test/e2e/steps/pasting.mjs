// Chart text pasted into a note, by keyboard alone. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, settled, until } from '../harness/waiting.mjs';

const NOTE = 'pasted.encounter';

/** A date as a chart spells it. @param days from today */
function usDay(days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = n => String(n).padStart(2, '0');
  return `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
}

const CHART = `INTRATHECAL PUMP REFILL
Visit date: ${usDay(0)}   Office   Medicare
Name: Testperson, Ines   MRN: 99100-22
Identity verified. Consent on file. Vitals taken. Allergies reviewed. No anticoagulants.
Pump: SynchroMed II 8637-40, SN NGP0000304, 40 mL, intrathecal, ERI 38 months
Performed by: K. Lindqvist, RN. Supervising: A. Sorrel, MD, in suite.
Before: expected residual 6.2 mL, dose 960 mcg/day, no alarms.
Port found with template, aseptic technique, 22 gauge needle. Aspirated 6.0 mL. Filled with 40 mL.
Drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice stock, 2 single-dose vials of 20 mL, lot G4412, exp ${usDay(300)}, waste 0 mL, invoice $684.00
Only the reservoir volume was updated; no dose change.
After: reservoir volume 40 mL, dose 960 mcg/day, no alarms.
Dx: G80.0, Z45.1
Exam: pocket clean
Assessment: spasticity goals met, continue
Response: tone stable, Ashworth 2, no withdrawal
Next refill: ${usDay(72)}, low reservoir alarm ${usDay(79)}
`;

/** The key strokes of a usual refill whose chart is pasted. */
const MAX_KEYS_FROM_CHART = 40;

/** @param group see ui.mjs */
export function pastingSteps({ page, bench, folder, openWorkspace }) {
  let keys = 0;
  const press = async key => {
    keys++;
    await page.keyboard.press(key);
  };
  const widget = page.locator('.post-edit-widget');
  /** Puts text on the clipboard and pastes it as a key press does. */
  const paste = async text => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(copied => navigator.clipboard.writeText(copied), text);
    await press('Control+v');
  };
  const isEmpty = () =>
    until(
      () => bench.editor.locator('.view-lines').innerText(),
      text => text.trim() === '',
      text => `the note is not empty: ${text}`,
    );
  /** Empties the note of what a step before has left in it. */
  const emptyNote = async () => {
    await bench.show(NOTE);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await isEmpty();
    await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
  };

  return {
    'chart text is pasted as a note with a gap for the patient, its source below': async () => {
      writeFileSync(path.join(folder, NOTE), '');
      await page.setViewportSize({ width: 1280, height: 1300 }); // the paste widget is below the pasted text
      await openWorkspace();
      await emptyNote();
      await paste(CHART);
      await bench.line('fill: out 6.0 mL, in 40 mL').waitFor();
      await bench.line('P-XXX').first().waitFor();
      await bench.line('INTRATHECAL PUMP REFILL').waitFor();
      const shown = await bench.editor.locator('.view-lines').innerText();
      assert.doesNotMatch(shown, /Testperson|99100/, 'nothing identifies the patient');
      await widget.waitFor();
      await bench.picture('chart text pasted as a note');
    },

    'undo takes all of it back': async () => {
      await emptyNote();
      await paste(CHART);
      await bench.line('fill: out 6.0 mL, in 40 mL').waitFor();
      await page.keyboard.press('Control+z');
      await isEmpty();
    },

    'plain text is one key away': async () => {
      await emptyNote();
      await paste(CHART);
      await bench.line('fill: out 6.0 mL, in 40 mL').waitFor();
      await widget.waitFor();
      await bench.showFix('Plain Text');
      await bench.picture('the ways to paste');
      await bench.takeFix('Plain Text');
      await bench.line('Name: Testperson, Ines').waitFor();
      await bench.line('P-XXX').waitFor({ state: 'hidden' });
    },

    'other text is pasted as it is': async () => {
      await emptyNote();
      await paste('| called\n| not at home\n| will call again');
      await bench.line('will call again').waitFor();
      assert.equal(await widget.count(), 0);
    },

    'a usual refill from a pasted chart takes under 40 key strokes': async () => {
      await emptyNote();
      keys = 0;
      await paste(CHART);
      await bench.line('P-XXX').first().waitFor();
      const patient = 'P-304';
      keys += patient.length;
      await page.keyboard.type(patient, { delay: 20 });
      await bench.line('refill P-304').waitFor();
      await press('Escape');
      await press('Control+End');
      for (const line of ['95990 @AB', 'J0475-JZ-KD x8 @A']) {
        await bench.takeSuggestion(line, press);
        await bench.line(line).waitFor();
        await press('Enter');
      }
      await press('Control+s');
      await bench.picture('the refill from a chart');
      await bench.findingCounts.filter({ hasText: /no findings|remark/ }).waitFor();
      await bench.findingCounts.filter({ hasNotText: /error|warning/ }).waitFor();
      console.log(`    ${keys} key strokes`);
      assert.ok(keys < MAX_KEYS_FROM_CHART, `${keys} key strokes are under ${MAX_KEYS_FROM_CHART}`);
    },

    'Enter between the delimiters of a fence adds a line without indentation': async () => {
      // The editor closes a pair, and knows what Enter adds, only once it has colored the note in an idle moment.
      const typed = async () => {
        await emptyNote();
        await page.keyboard.insertText('2026-11-20 refill P-305 @office\n');
        await settled(() => bench.editor.innerHTML());
        await page.keyboard.type('"""\nAspirated 6.0 mL.', { delay: 20 });
      };
      const isClosed = async timeout => {
        await bench.line('Aspirated 6.0 mL.').waitFor({ timeout });
        await bench.line('"""').nth(1).waitFor({ timeout });
      };
      await again(typed, isClosed);
      await page.keyboard.press('Control+s');
      await until(
        () => readFileSync(path.join(folder, NOTE), 'utf8'),
        text => text === '2026-11-20 refill P-305 @office\n"""\nAspirated 6.0 mL.\n"""',
      );
    },

    'the text in a fence is read into fields by a code action': async () => {
      await emptyNote();
      await page.keyboard.type('2026-11-20 refill P-305 @office\n"""\n');
      await page.keyboard.insertText('Aspirated 6.0 mL. Filled with 40 mL of baclofen 2000 mcg/mL.\n"""\n');
      await bench.clickOn('Aspirated', 'Aspirated 6.0 mL');
      await bench.takeFix(/^Read this text into fields/);
      await bench.line('fill: out 6.0 mL, in 40 mL').waitFor();
      await bench.picture('the text of a fence as fields');
    },
  };
}
