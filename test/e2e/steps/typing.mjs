// Notes typed by keyboard alone, with every key stroke counted. Steps of ui.mjs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { again, pause, settled, until } from '../harness/waiting.mjs';

const CODED = 'coded.encounter';
const TYPED = 'typed.encounter';
const NEXT = 'next.encounter';
const LINES = 'lines.encounter';

/**
 * The server fills in today's date, so the dates of these notes are days from today.
 * @param days from today, may be negative
 */
function day(days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = n => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const EXPIRES = day(300);

/** A visit 71 days ago, sound without its code lines: 40 mL at 0.48 mL/day, so that 5.9 mL are left today. */
const facts = patient => `${day(-71)} refill ${patient} @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000${patient.slice(2)}, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
prep: identity, consent, vitals, allergies, anticoagulation
read: expected 6.2 mL, dose 960 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 960 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp ${EXPIRES}, waste 0 mL, invoice $684.00
dx: G80.0, Z45.1
exam: pocket clean
assess: spasticity goals met, continue
response: tone stable, Ashworth 2, no withdrawal
next: ${day(1)}, alarm ${day(8)}
`;
const CODE_LINES = ['95990 @AB', 'J0475-JZ-KD x8 @A'];
/** The line (from 1) of its diagnoses. */
const DX_LINE = 11;

/** Takes what a gap holds already. */
const KEEP = '';
/** Opens the list and takes its first entry. */
const FIRST = Symbol('first');

/** What the coder does in each gap of the refill template, in order. */
const TEMPLATE_GAPS = [
  'P-301',
  'office',
  'medicare',
  'SynchroMed II 8637-40, sn NGP0000301, 40 mL, IT, programmable, ERI 38 mo',
  'RN KL',
  'MD AS, in suite',
  FIRST, // all five checks
  '6.2 mL',
  '960 mcg/day',
  'none',
  '6.0 mL',
  '40 mL',
  '22g, template, aseptic',
  'volume only',
  '40 mL',
  '960 mcg/day',
  'none',
  `baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp ${EXPIRES}, waste 0 mL, invoice $684.00`,
  'G80.0, Z45.1',
  'pocket clean',
  'goals met, continue',
  'tone stable, no withdrawal',
  FIRST, // the planned date
];

/** What the coder does in each gap of a new encounter from the last visit, in order. */
const NEXT_GAPS = [
  KEEP, // by
  KEEP, // sup
  FIRST, // all five checks
  KEEP, // expected
  KEEP, // dose
  'none',
  '6.0',
  KEEP, // in
  '22g, template, aseptic',
  'volume only',
  KEEP, // volume
  KEEP, // dose
  'none',
  KEEP, // drug
  KEEP, // mL
  'G4413',
  EXPIRES,
  '0',
  '684.00',
  KEEP, // dx
  'pocket clean',
  'goals met',
  'tone stable',
  FIRST, // next
  FIRST, // alarm
];

/** The key strokes of a usual refill that goes on from the last visit; a note typed in full takes 700 to 960. */
const MAX_KEYS_FROM_LAST_VISIT = 150;

/** How many lines are typed to see that Enter is always Enter; set ENCOUNTER_NOTES_LINES for more. */
const LINES_TO_TYPE = Number(process.env.ENCOUNTER_NOTES_LINES ?? 40);
/** Lines during which a list is open when Enter is pressed. */
const OPEN_LISTS = [
  'by: RN KL',
  'sup: MD AS, in suite',
  'prep: consent',
  'read: alarms none',
  'Here for refill',
  'dx: G80.0',
];
/** Milliseconds from key to key. */
const A_FAST_KEY = 40;

/** @param group see ui.mjs */
export function typingSteps({ page, bench, folder, openWorkspace }) {
  let keys = 0;
  const press = async key => {
    keys++;
    await page.keyboard.press(key);
  };
  const type = async (text, options) => {
    keys += text.length;
    await page.keyboard.type(text, options);
  };
  const list = page.locator('.suggest-widget.visible');

  /**
   * Presses a key until the caret moves: a Tab that takes an entry equal to the typed word does not move it, but closes
   * the list.
   */
  const moveOn = async key => {
    const before = await bench.position();
    let wasListOpen;
    await again(
      async () => {
        wasListOpen = await list.isVisible();
        await press(key);
      },
      async timeout => {
        for (const end = Date.now() + timeout; (await bench.position()) === before;) {
          const tookEntry = wasListOpen && !(await list.isVisible());
          if (tookEntry || Date.now() > end) throw new Error(`${key} does not leave ${before}`);
        }
      },
      { firstTry: 20_000 }, // a second Tab that comes too early skips a gap
    );
  };
  const takeFirst = async () => {
    await bench.takeSuggestion('', press);
  };
  const fill = async gaps => {
    for (const gap of gaps) {
      if (gap === FIRST) await takeFirst();
      else if (gap !== KEEP) {
        await type(gap, { delay: 20 });
        await bench.line(gap.split(', ').at(-1)).first().waitFor(); // a long line wraps
      }
      await moveOn('Tab');
    }
  };
  const emptyNote = async name => {
    await bench.show(name);
    keys = 0;
  };
  /** Shows the note with the given code lines, and nothing else after its facts. */
  const codedNote = async () => {
    await bench.show(CODED);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(facts('P-304'));
    await bench.line(`alarm ${day(8)}`).waitFor();
  };
  const linesOnDisk = () => readFileSync(path.join(folder, LINES), 'utf8').split('\n');
  const noFindings = () => bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();

  return {
    'a refill is typed from the template, and its gaps are filled in order': async () => {
      writeFileSync(path.join(folder, 'last.encounter'), `${facts('P-302')}${CODE_LINES.join('\n')}\n`);
      for (const name of [TYPED, NEXT, LINES, CODED]) writeFileSync(path.join(folder, name), '');
      await openWorkspace();
      await emptyNote(TYPED);
      await noFindings();
      await type('refill');
      await bench.awaitSuggestion('by clinical staff (95990)', () => press('Control+Space'));
      await press('Tab');
      await bench.line('95990 @').waitFor();
      await fill(TEMPLATE_GAPS);
      await bench.picture('the last gap');
      await type('AB', { delay: 20 });
      await bench.line('95990 @AB').waitFor();
      await moveOn('Tab');
      await takeFirst();
      await bench.line('J0475-JZ-KD x8 @A').waitFor();
      await page.keyboard.press('Control+s');
      await bench.picture('the refill is typed');
      await noFindings();
      console.log(`    ${keys} key strokes`);
    },

    'a usual refill that goes on from the last visit takes under 150 key strokes': async () => {
      await emptyNote(NEXT);
      await again(
        () => press('Shift+Alt+N'),
        timeout => bench.asked('Which patient?', timeout),
      );
      keys += 'P-302'.length + 2; // and Enter twice
      await bench.pick('P-302');
      await bench.asked('What is the visit');
      await bench.takePick();
      await bench.line('read: expected 5.9 mL, dose 960 mcg/day').waitFor();
      await bench.picture('gaps with what the last visit gives');
      await fill(NEXT_GAPS);
      for (const line of CODE_LINES) {
        await bench.takeSuggestion(line, press);
        await bench.line(line).waitFor();
        await press('Enter');
      }
      await press('Control+s');
      await bench.picture('the next refill is typed');
      await noFindings();
      console.log(`    ${keys} key strokes`);
      assert.ok(keys < MAX_KEYS_FROM_LAST_VISIT, `${keys} key strokes are under ${MAX_KEYS_FROM_LAST_VISIT}`);
    },

    'Enter adds a line, for any open list': async () => {
      await emptyNote(LINES);
      const typed = [`${day(0)} refill P-303 @office #medicare`];
      await type(`${typed[0]}\n`, { delay: A_FAST_KEY });
      const busy = [0, 1].map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
      try {
        while (typed.length < LINES_TO_TYPE) {
          const line = OPEN_LISTS[typed.length % OPEN_LISTS.length];
          typed.push(line);
          await type(`${line}\n`, { delay: A_FAST_KEY });
        }
      } finally {
        for (const { pid } of busy) process.kill(pid);
      }
      await page.keyboard.press('Control+s');
      const wanted = JSON.stringify([...typed, '']);
      await until(linesOnDisk, lines => JSON.stringify(lines) === wanted).catch(() => undefined);
      assert.deepEqual(linesOnDisk(), [...typed, '']);
    },

    'a new line offers the code lines that the facts support, with the reason': async () => {
      await codedNote();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Control+Space');
      await bench.awaitSuggestion(CODE_LINES[0]);
      await bench.picture('the list of code lines');
      const details = page.locator('.suggest-details', { hasText: 'The facts support 95990' });
      await again(
        async () => {
          // The key that opens the list opens and closes its details.
          if (!(await details.isVisible())) await page.keyboard.press('Control+Space');
        },
        timeout => details.waitFor({ timeout }),
      );
      await bench.picture('the reason for a code line');
      for (const line of CODE_LINES) {
        await bench.takeSuggestion(line);
        await bench.line(line).waitFor();
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('Control+s');
      await noFindings();
    },

    'a hint on the line that is typed waits until the caret leaves it': async () => {
      await codedNote();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText(`${CODE_LINES.join('\n')}\n`);
      const hints = bench.line('G80.0').locator('[class*="dyn-rule"]');
      const letter = hints.filter({ hasText: /^A$/ });
      await letter.waitFor(); // the server has read the note
      await bench.retypeLine(DX_LINE, 'dx: G80.0, Z45.1');
      await page.keyboard.press('Escape');
      await bench.line('dx: G80.0, Z45.1').waitFor();
      await until(
        () => hints.count(),
        count => count === 0,
        count => `${count} hints are left of the line that was there before`,
      );
      const typed = await bench.caret();
      for (let sample = 0; sample < 40; sample++) {
        assert.equal(await letter.count(), 0, 'no hint comes up while the line is typed');
        await pause(50);
      }
      assert.equal(await bench.caret(), typed, 'the caret stays where the typing left it');
      await bench.picture('hints wait while the line is typed');
      await page.keyboard.press('ArrowDown');
      await letter.waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await until(
        () => bench.caret(),
        caret => caret !== typed,
        () => 'the hints are shown and take no space',
      );
    },

    'a diagnosis is found by its words': async () => {
      await codedNote();
      await bench.retypeLine(DX_LINE, 'dx: spastic diplegia', { delay: 40 });
      await bench.awaitSuggestion('Spastic diplegic cerebral palsy');
      await bench.picture('diagnoses by words');
      await bench.suggested('G80.1').waitFor();
      await page.keyboard.press('Tab');
      await bench.line('dx: G80.1').waitFor();
      await bench.line('dx: spastic').waitFor({ state: 'hidden' });
    },

    'a category that cannot be billed is marked and listed after its codes': async () => {
      await codedNote();
      await bench.retypeLine(DX_LINE, 'dx: G80.1, G80', { delay: 40 });
      await bench.awaitSuggestion('G80');
      const row = label => bench.suggestions.filter({ has: page.locator('.label-name', { hasText: label }) });
      const category = row(/^G80$/).first();
      const labels = async () =>
        (await list.locator('.monaco-list-row .label-name').allInnerTexts()).map(label => label.trim());
      // The list is redrawn while it fills.
      await until(
        labels,
        order => order.includes('G80') && order.includes('G80.0'),
        order => `no category in ${order.join(' ')}`,
      );
      const order = JSON.parse(await settled(async () => JSON.stringify(await labels())));
      assert.ok(order.indexOf('G80.0') < order.indexOf('G80'), `codes first: ${order.join(' ')}`);
      await category.filter({ hasText: 'not billable' }).waitFor();
      await category.locator('.monaco-icon-label.deprecated').first().waitFor();
      assert.equal(
        await row(/^G80\.0$/)
          .first()
          .locator('.monaco-icon-label.deprecated')
          .count(),
        0,
      );
      await bench.picture('a category after its codes');
      await page.keyboard.press('Tab');
      await bench.line('dx: G80.1, G80.0').waitFor();
    },
  };
}
