// Two projects: what runs in Node, and what needs a DOM.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Every core: left alone, the runner keeps one back, and of two that is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['tests/support/setup.ts'],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/ui/**', 'tests/e2e/**'],
          testTimeout: 60_000,
          // The engine keeps no state between calls, so its tests may share one module graph.
          isolate: false,
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'ui',
          environment: 'happy-dom',
          setupFiles: ['tests/support/setup.ts'],
          include: ['tests/ui/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
