// A fleet on one machine: gateways over one PostgreSQL, verifiers beside them, and a proxy before them (nginx where there is one, with the file that
// docs/operations.md sketches; otherwise our own).
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, drawKey, type Process, sleep, startServer } from './bots.ts';
import { freePort } from './ownPostgres.ts';
import { startProxy } from './proxy.ts';

export interface Fleet {
  /** The proxy's. */
  readonly url: string;
  readonly gateways: readonly Process[];
  readonly verifiers: readonly Process[];
  readonly key: string;
  close(): Promise<void>;
}

export interface FleetPlan {
  readonly gateways: number;
  readonly verifiers: number;
  readonly postgres: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly proxy: 'nginx' | 'own';
}

export async function startFleet({ gateways: many, verifiers: judges, postgres, env = {}, proxy }: FleetPlan): Promise<Fleet> {
  const key = drawKey();
  const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, make));
  const verifiers = await times(judges, () => startServer({ ...env, ROLE: 'verifier', VERIFIER_KEY: key, PORT: '0' }));
  const gateways = await times(many, () =>
    startServer({
      ...env,
      ...(judges > 0 ? { ROLE: 'gateway', VERIFIERS: verifiers.map(({ url }) => url).join(','), VERIFIER_KEY: key } : {}),
      DATABASE_URL: postgres,
      TRUST_PROXY: '1',
      PORT: '0',
    }),
  );
  const urls = gateways.map(({ url }) => url);
  const front = proxy === 'nginx' ? await startNginx(urls) : await startProxy(urls);
  return {
    url: front.url,
    gateways,
    verifiers,
    key,
    close: async () => {
      await front.close();
      for (const { child, gone } of [...gateways, ...verifiers]) {
        child.kill('SIGKILL');
        await gone;
      }
    },
  };
}

export function findNginx(): string | undefined {
  return ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The settings that docs/operations.md asks for, over several gateways. */
export function writeNginx(gateways: readonly string[], port: number, folder: string): string {
  return `worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream classroom {
${gateways.map((url) => `    server ${new URL(url).host} max_fails=1 fail_timeout=2s;`).join('\n')}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 2m;
    location / {
      proxy_pass http://classroom;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_buffering off;
      proxy_connect_timeout 2s;
      proxy_read_timeout 75s;
    }
    location /metrics { deny all; }
  }
}
`;
}

async function startNginx(gateways: readonly string[]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const binary = findNginx();
  if (binary === undefined) throw new Error('there is no nginx on this machine');
  const folder = join(dataFolder(), 'nginx');
  mkdirSync(folder);
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, writeNginx(gateways, port, folder));
  const child = spawn(binary, ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) break;
    if (tries > 100) throw new Error('nginx does not answer');
    await sleep(50);
  }
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
