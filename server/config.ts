// Config: everything by environment, read once. What cannot be meant is said in a sentence and nothing starts.

export interface Config {
  /** `all`: a process that does everything. A gateway has its verifiers elsewhere; a verifier has neither rooms nor store. */
  readonly role: 'all' | 'gateway' | 'verifier';
  /** Of a gateway. */
  readonly elsewhere?: { readonly verifiers: readonly string[]; readonly key: string };
  /** Of a verifier: who has it may ask. */
  readonly verifierKey?: string;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly workers: number;
  /** Milliseconds after which a verification is given up and its worker replaced. */
  readonly verifyMs: number;
  /** Verifications that may wait; more are sent away with a time to come back. */
  readonly verifyQueue: number;
  /** Milliseconds between two updates of a room. */
  readonly batchMs: number;
  /** Milliseconds between two looks at what other processes wrote. */
  readonly pollMs: number;
  readonly maxRooms: number;
  readonly maxSockets: number;
  /** Milliseconds for a request's head, and for all of it. */
  readonly headMs: number;
  readonly bodyMs: number;
  readonly drainMs: number;
  readonly log: 'info' | 'error' | 'off';
  /** Bearer of who may read the figures from elsewhere. */
  readonly metricsKey?: string;
  /** A fan-out engine beside this process. */
  readonly centrifugo?: { readonly api: string; readonly key: string; readonly secret: string; readonly socket: string };
}

const NUMBERS = {
  PORT: [4180, 0, 65_535],
  TRUST_PROXY: [0, 0, 5],
  VERIFY_WORKERS: [1, 1, 64],
  VERIFY_MS: [5000, 100, 60_000],
  VERIFY_QUEUE: [2000, 1, 100_000],
  BATCH_MS: [300, 10, 5000],
  POLL_MS: [250, 50, 10_000],
  MAX_ROOMS: [2000, 1, 1_000_000],
  MAX_SOCKETS: [20_000, 1, 1_000_000],
  HEAD_MS: [10_000, 100, 60_000],
  BODY_MS: [20_000, 100, 120_000],
  DRAIN_MS: [10_000, 100, 120_000],
} as const;

type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly message: string };

export function readConfig(env: Environment): ConfigResult {
  const problems: string[] = [];
  const number = (name: keyof typeof NUMBERS): number => {
    const [otherwise, least, most] = NUMBERS[name];
    const written = env[name];
    if (written === undefined || written === '') return otherwise;
    const value = Number(written);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name} is a whole number from ${least} to ${most}, not “${written}”.`);
    return otherwise;
  };
  const databaseUrl = env['DATABASE_URL'];
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) problems.push('DATABASE_URL begins with postgres://.');
  const log = env['LOG'] || 'info';
  if (log !== 'info' && log !== 'error' && log !== 'off') problems.push(`LOG is info, error or off, not “${log}”.`);
  const [api, key, secret] = ['CENTRIFUGO_API', 'CENTRIFUGO_API_KEY', 'CENTRIFUGO_TOKEN_SECRET'].map((name) => env[name] ?? '');
  const socket = env['CENTRIFUGO_SOCKET'] || '/connection/uni_websocket';
  if (api && !/^https?:\/\//.test(api)) problems.push('CENTRIFUGO_API begins with http:// or https://.');
  if ((api || key || secret) && !(api && key && secret))
    problems.push('CENTRIFUGO_API, CENTRIFUGO_API_KEY and CENTRIFUGO_TOKEN_SECRET go together.');
  const role = env['ROLE'] || 'all';
  if (role !== 'all' && role !== 'gateway' && role !== 'verifier')
    problems.push(`ROLE is all, gateway or verifier, not “${role}”.`);
  const verifiers = (env['VERIFIERS'] ?? '').split(/[\s,]+/).filter((url) => url !== '');
  const verifierKey = env['VERIFIER_KEY'] ?? '';
  if (verifiers.some((url) => !/^https?:\/\/[^/]+\/?$/.test(url)))
    problems.push('VERIFIERS are addresses like http://10.0.0.7:4190, with commas between.');
  if (role === 'gateway' && verifiers.length === 0) problems.push('A gateway is told its VERIFIERS.');
  if (role !== 'gateway' && verifiers.length > 0) problems.push('VERIFIERS are for ROLE=gateway.');
  if (role !== 'all' && verifierKey.length < 16) problems.push('VERIFIER_KEY has 16 characters or more.');
  const config: Config = {
    role: role === 'gateway' || role === 'verifier' ? role : 'all',
    ...(role === 'gateway' ? { elsewhere: { verifiers: verifiers.map((url) => url.replace(/\/$/, '')), key: verifierKey } } : {}),
    ...(role === 'verifier' ? { verifierKey } : {}),
    host: env['HOST'] || '127.0.0.1',
    port: number('PORT'),
    dataDir: env['DATA_DIR'] || 'classroom-data',
    ...(databaseUrl ? { databaseUrl } : {}),
    trustProxy: number('TRUST_PROXY'),
    workers: number('VERIFY_WORKERS'),
    verifyMs: number('VERIFY_MS'),
    verifyQueue: number('VERIFY_QUEUE'),
    batchMs: number('BATCH_MS'),
    pollMs: number('POLL_MS'),
    maxRooms: number('MAX_ROOMS'),
    maxSockets: number('MAX_SOCKETS'),
    headMs: number('HEAD_MS'),
    bodyMs: number('BODY_MS'),
    drainMs: number('DRAIN_MS'),
    ...(env['METRICS_KEY'] ? { metricsKey: env['METRICS_KEY'] } : {}),
    log: log === 'error' || log === 'off' ? log : 'info',
    ...(api && key && secret ? { centrifugo: { api: api.replace(/\/$/, ''), key, secret, socket } } : {}),
  };
  return problems.length > 0 ? { ok: false, message: problems.join(' ') } : { ok: true, config };
}
