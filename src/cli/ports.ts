// --ports 80/TCP,53/UDP: a list of ports as the engine spells them.
import { type Usable, unusable, usable } from './io.ts';

/** `80`, `80/tcp` and `80/TCP` are one port; a list has no port twice. */
export function parsePorts(text: string | undefined): Usable<readonly string[] | undefined> {
  if (text === undefined) return usable(undefined);
  const ports: string[] = [];
  for (const item of text.split(',')) {
    const [, number = '', protocol = 'TCP'] = /^\s*(\d{1,5})(?:\/(tcp|udp|sctp))?\s*$/i.exec(item) ?? [];
    const port = Number(number);
    if (number === '' || port < 1 || port > 65535)
      return unusable(`--ports takes ports such as 80/TCP,53/UDP; "${item}" is none.`);
    const written = `${port}/${protocol.toUpperCase()}`;
    if (!ports.includes(written)) ports.push(written);
  }
  return usable(ports);
}
