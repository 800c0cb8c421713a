// One Chromium beside one development server: for pictures of the board and of whole screens.
import { findBrowser } from './browser.mjs';
import { ROOT } from './lib.mjs';

export async function openBoardBrowser() {
  const { createServer } = await import('vite');
  const { chromium } = await import('@playwright/test');
  const server = await createServer({ root: ROOT, logLevel: 'error', server: { port: 0, host: '127.0.0.1', hmr: false } });
  await server.listen();
  const executablePath = await findBrowser();
  const chrome = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run'],
  });
  return {
    base: `http://127.0.0.1:${server.httpServer.address().port}`,
    open: async ({ width, height, theme = 'day' }) => {
      const page = await chrome.newPage({
        serviceWorkers: 'block',
        viewport: { width, height },
        reducedMotion: 'reduce',
        colorScheme: theme === 'night' ? 'dark' : 'light',
      });
      page.setDefaultTimeout(60_000);
      return page;
    },
    close: async () => {
      await chrome.close();
      await server.close();
    },
  };
}
