// Why an object or field counts, does not count, or does not count yet: keys of words/ (`report.*`), one sentence each.

export const REPORT_REASONS = [
  'report.honoured',
  /** The whole kind. */
  'report.kindLater',
  'report.kindNoEffect',
  /** A ReplicaSet: its Deployment makes the pods. */
  'report.madeByOwner',
  /** Written by the API server: status, uid, managedFields… */
  'report.server',
  'report.noEffect',
  'report.later',
  /** What runs inside a container: command, env, lifecycle. */
  'report.inside',
  'report.access',
  'report.storage',
  /** Keys and certificates. */
  'report.secretData',
  'report.resources',
  'report.rollout',
  'report.scheduling',
  'report.probes',
  'report.ipv6',
  'report.annotation',
  /** Judged by `check`, met by no packet. */
  'report.checked',
  /** The value says what happens anyway. */
  'report.default',
  'report.namespaceMade',
  /** The report was cut. */
  'report.more',
] as const;

export type ReportReason = (typeof REPORT_REASONS)[number];
