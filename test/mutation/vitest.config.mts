import { defineConfig } from 'vitest/config';

// The tests that Stryker runs: those of rules and core that need neither a process nor the build. MUTATION_TESTS narrows them to a pattern.
const only = process.env['MUTATION_TESTS'];

export default defineConfig({
  test: {
    include: only ? [only] : ['test/spec/**/*.test.ts', 'test/unit/**/*.test.ts'],
    exclude: [
      '**/*.deep.test.ts',
      'test/unit/{cli,client,lsp,fuzz,official}/**',
      'test/unit/*.test.ts',
      'test/unit/claim/**',
    ],
    testTimeout: 900_000,
    setupFiles: ['test/support/fixed-seed.ts'],
  },
});
