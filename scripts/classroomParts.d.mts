export function bundleServer(): Promise<{ readonly main: string; readonly worker: string }>;
export function bundleWorker(): Promise<string>;
export function bundleTool(name: string): Promise<string>;
