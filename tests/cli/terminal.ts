// A command as a person would run it, in a folder of its own: what it printed on either stream, and its exit code.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly bytes?: Uint8Array;
  readonly err: string;
}

export interface Terminal {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): void;
  run(args: readonly string[], stdin?: string): Promise<Ran>;
  close(): void;
}

export function openTerminal(): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'cidr-house-cli-'));
  return {
    folder,
    write: (name, content) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    },
    run: async (args, stdin = '') => {
      let out = '';
      let err = '';
      let bytes: Uint8Array | undefined;
      const code = await run(args, {
        out: (text) => void (out += text),
        outBytes: (given) => void (bytes = given),
        err: (text) => void (err += text),
        readStdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
        folders: [folder],
        root: ROOT,
      });
      return { code, out, err, ...(bytes ? { bytes } : {}) };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const SHOP = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: example/web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { containers: [{ name: api, image: example/api, ports: [{ containerPort: 8080, name: http }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }
`;

export const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress] }
`;
