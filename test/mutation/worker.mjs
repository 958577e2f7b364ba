// Runs tests against one mutant at a time, in a process that stays warm. Started by scripts/mutation.mjs with the bundle of all tests.
import { parentPort, workerData } from 'node:worker_threads';

/** What the bundle asks at every place that can be mutated. */
const state = { active: -1, round: 0 };
/** The mutants reached since the last round began, each once; empty where nobody asks. */
let reachedNow = [];
/** Mutant → the last round in which it was reached. Asked millions of times a second, so it is no set. */
const rounds = new Int32Array(1 << 17);
globalThis.isMutant = id => {
  if (rounds[id] !== state.round) {
    rounds[id] = state.round;
    reachedNow.push(id);
  }
  return id === state.active;
};
const beginRound = () => {
  state.round++;
  reachedNow = [];
};

beginRound();
const { tests } = await import(workerData.bundle);

/** Whether the test fails. */
async function fails(index) {
  try {
    await tests[index].run();
    return false;
  } catch {
    return true;
  }
}

const answers = {
  /** Which mutants each test reaches, and how long it takes. */
  async record() {
    const reached = [];
    for (const [index, test] of tests.entries()) {
      beginRound();
      const start = performance.now();
      const failed = await fails(index);
      reached.push({ name: test.name, ids: reachedNow, ms: performance.now() - start, failed });
    }
    return { reached };
  },
  /** The first of the tests that fails with the mutant; `spoilt` where it then fails without it too, because something stayed in memory. */
  async judge({ id, indices }) {
    for (const index of indices) {
      state.active = id;
      const failed = await fails(index);
      state.active = -1;
      if (failed) return { killer: index, spoilt: await fails(index) };
    }
    return {};
  },
};

parentPort.on('message', async ({ ask, ...what }) => parentPort.postMessage({ answer: await answers[ask](what) }));
parentPort.postMessage({ ready: tests.length });
