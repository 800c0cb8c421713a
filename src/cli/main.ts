// The process around the command line: arguments, standard streams, exit code. Everything else is in run.ts, which tests call.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliIo } from './io.ts';
import { localesOf } from './language.ts';
import { run } from './run.ts';

const MAX_STDIN_BYTES = 5 * 1024 * 1024;

process.exitCode = await run(process.argv.slice(2), processIo());

function processIo(): CliIo {
  const root = findRoot();
  // npm changes to the project's folder; what a person writes is meant from where they stand.
  const folders = [process.env['INIT_CWD'], process.cwd()].filter((folder) => folder !== undefined);
  // A reader that has seen enough (`| head -1`) closes the pipe: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  return {
    out: (text) => void process.stdout.write(text),
    outBytes: (bytes) => void process.stdout.write(bytes),
    err: (text) => void process.stderr.write(text),
    readStdin: async () => {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        size += chunk.length;
        // Enough to know that it is too large.
        if (size > MAX_STDIN_BYTES) break;
      }
      return new Uint8Array(Buffer.concat(chunks));
    },
    folders,
    root,
    locales: localesOf(process.env),
  };
}

/** The bundle lies somewhere below the project; its package.json says which folder that is. */
function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && /"name":\s*"cidr-house"/.test(readFileSync(file, 'utf8'))) return folder;
  }
  return process.cwd();
}
