// What is offered to a coder and taken by a key: ghost text and readings in doubt. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, pause, settled, until } from '../harness/waiting.mjs';

const NOTE = 'offers.encounter';
const BEFORE = 'before.encounter';

/** The usual refill of a patient, without its code lines. */
const facts = date => `${date} refill P-501 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000501, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
prep: identity, consent, vitals, allergies, anticoagulation
read: expected 6.2 mL, dose 960 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 960 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
`;
const DIAGNOSES = 'dx: G80.0, Z45.1';
const LAST_VISIT = `${facts('2026-09-10')}${DIAGNOSES}\n`;
const FACTS = facts('2026-11-20');
const REST = 'exam: pocket clean\nassess: spasticity goals met, continue\nresponse: tone stable, no withdrawal\n';
const CODE_LINES = ['95990 @AB', 'J0475-JZ-KD x8 @A'];
/** Readings of the chart that the coder has not confirmed. */
const DOUBTS = `2026-11-20 refill P-501 @office #medicare
by: RN KL
fill: in 40 mL
; fill: out 6.0 mL ?
; fill: needle 22g ?
`;

/** @param group see ui.mjs */
export function offerSteps({ page, bench, folder, openWorkspace }) {
  /** The text ahead of the caret: one piece a color, none if nothing is offered. */
  const ghostText = async () =>
    (await bench.editor.locator('[class*="ghost-text"]').allInnerTexts()).join('').replaceAll('\u00A0', ' ').trim();
  const list = page.locator('.suggest-widget.visible');
  /** Shows the note with this text alone, and the caret behind it. */
  const noteWith = async text => {
    await bench.show(NOTE);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
    await bench.line(text.trim().split('\n').at(-1).slice(0, 40)).first().waitFor();
    await bench.findingCounts.filter({ hasText: /error|warning|remark|no findings/ }).waitFor();
    await page.keyboard.press('Control+End');
  };
  /** Adds a line until it shows a text ahead of the caret: VS Code asks once a line, and drops an answer if it is busy. */
  const newLineShows = async text => {
    let isAdded = false;
    await again(
      async () => {
        if (isAdded) await page.keyboard.press('Backspace');
        await page.keyboard.press('Enter');
        isAdded = true;
      },
      async timeout => {
        for (const end = Date.now() + timeout; (await ghostText()) !== text; await pause(50))
          if (Date.now() > end) throw new Error(`the new line does not show ${text}`);
      },
    );
    await bench.picture(`ghost text ${text.replaceAll(/\W+/g, ' ').trim()}`);
  };
  const takeGhost = async text => {
    await page.keyboard.press('Tab');
    await until(ghostText, shown => shown !== text);
    await bench.line(text).first().waitFor();
  };
  /** Presses a key on a line until it has its effect on the note. */
  const pressOn = (line, key, effect) =>
    again(async () => {
      if (await line.isVisible()) {
        await bench.clickOn('fill', await line.innerText());
        await page.keyboard.press(key);
      }
    }, effect);

  return {
    'a new line shows the next field, and Tab takes it': async () => {
      writeFileSync(path.join(folder, BEFORE), LAST_VISIT);
      writeFileSync(path.join(folder, NOTE), '');
      await openWorkspace();
      await noteWith(FACTS.trimEnd());
      await newLineShows(DIAGNOSES);
      await takeGhost(DIAGNOSES);
    },

    'the next visit, its alarm and the claim follow one by one': async () => {
      await noteWith(`${FACTS}${DIAGNOSES}\n${REST.trimEnd()}`);
      for (const line of ['next: 2027-01-31, alarm 2027-02-07', ...CODE_LINES]) {
        await newLineShows(line);
        await takeGhost(line);
      }
      await page.keyboard.press('Enter');
      await settled(() => bench.findingCounts.innerText());
      assert.equal(await ghostText(), '', 'nothing more follows');
    },

    'ghost text is never shown while the list is open': async () => {
      await noteWith(FACTS.trimEnd());
      await newLineShows(DIAGNOSES);
      await again(
        () => page.keyboard.press('Control+Space'),
        timeout => list.waitFor({ timeout }),
      );
      await until(ghostText, shown => shown === '');
      await bench.picture('the list in the place of ghost text');
      await page.keyboard.press('Escape');
    },

    'a key accepts a reading in doubt': async () => {
      await noteWith(DOUBTS);
      await pressOn(bench.line('; fill: out'), 'Shift+Alt+Y', timeout =>
        bench.line('fill: in 40 mL, out 6.0 mL').waitFor({ timeout }),
      );
      await bench.line('; fill: out').waitFor({ state: 'hidden' });
      await bench.line('; fill: needle 22g ?').waitFor();
    },

    'a key rejects a reading in doubt': async () => {
      await noteWith(DOUBTS);
      await pressOn(bench.line('; fill: needle'), 'Shift+Alt+U', timeout =>
        bench.line('; fill: needle').waitFor({ state: 'hidden', timeout }),
      );
      await bench.line('; fill: out 6.0 mL ?').waitFor();
      await bench.line('needle').waitFor({ state: 'hidden' });
    },

    'all readings in doubt are accepted at once, and one undo takes them back': async () => {
      await noteWith(DOUBTS);
      await bench.clickOn('fill', '; fill: out');
      await bench.takeFix(/^Accept all 2 readings/);
      await bench.line('fill: in 40 mL, out 6.0 mL, needle 22g').waitFor();
      await bench.focusEditor();
      await page.keyboard.press('Control+z');
      await bench.line('; fill: out 6.0 mL ?').waitFor();
      await bench.line('; fill: needle 22g ?').waitFor();
      await bench.line('fill: in 40 mL').waitFor();
    },
  };
}
