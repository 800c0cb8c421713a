// End to end: the built game, served as anybody would serve it, in a real Chromium.
import { defineConfig } from '@playwright/test';

const port = Number(process.env['E2E_PORT'] ?? 4391);
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    // A page kept by the service worker asks nobody: what tests hold or refuse would not be seen. offline.e2e.ts lets it in.
    serviceWorkers: 'block',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    },
  },
  webServer: {
    command: 'node scripts/serve.mjs',
    env: { PORT: String(port), HOST: '127.0.0.1', STRICT_PORT: '1' },
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
