// One port of a Service: port → targetPort → what each pod listens on, drawn as a plug in its socket or beside it, and said in words.
import type { Service } from '../../engine/model/kubernetes.ts';
import type { Plug, PlugLine } from '../../studio/wiring/plugs.ts';
import { PORT_FIELDS, portLine, removePortLine, targetLine } from '../../studio/wiring/serviceFields.ts';
import type { Thing } from '../../studio/design/place.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import type { Wire } from './useWire.ts';
import { WireField } from './WireField.tsx';

/** Shown at once; the rest is counted. */
const MOST_PLUGS = 12;

interface PlugBoardProps {
  readonly line: PlugLine;
  readonly service: Service | undefined;
  readonly editable: boolean;
  readonly wire: Wire;
}

export function PlugBoard({ line, service, editable, wire }: PlugBoardProps): preact.JSX.Element {
  const t = useWords();
  const { port, plugs, better, index } = line;
  const about = t('wiring.port', { port: port.port });
  const written = service?.spec.ports[index];
  const more = plugs.length - MOST_PLUGS;
  return (
    <div class="plug-board" role="group" aria-label={about}>
      <p class="plug-head">
        <code>{`${port.name === undefined ? '' : `${port.name} `}${port.port}/${port.protocol}`}</code>
        <Arrow />
        <span>
          targetPort <code>{port.targetPort}</code>
        </span>
      </p>
      <ul class="plain plugs">
        {plugs.slice(0, MOST_PLUGS).map((plug) => (
          <PlugItem key={`${plug.pod}:${plug.target ?? ''}`} plug={plug} target={port.targetPort} />
        ))}
        {plugs.length === 0 && <li class="dim">{t('wiring.noPods')}</li>}
        {more > 0 && <li class="dim">{t('wiring.more', { count: more })}</li>}
      </ul>
      {service && editable && better.length > 0 && (
        <div class="row">
          {better.map((target) => (
            <button key={target} type="button" class="chip" onClick={() => void wire(targetLine(service, index, target))}>
              {t('wiring.plugInto', { target })}
            </button>
          ))}
        </div>
      )}
      {service && written && (
        <details class="wiring-more">
          <summary>{t('wiring.portFields', { port: port.port })}</summary>
          <div class="wiring-fields">
            {PORT_FIELDS.filter(({ name }) => name !== 'nodePort' || service.spec.type !== 'ClusterIP').map((field) => (
              <WireField
                key={field.name}
                words={`port.${field.name}`}
                field={field}
                thing={written as unknown as Thing}
                disabled={!editable}
                about={about}
                lineOf={(text) => portLine(service, index, { field, text })}
                wire={wire}
                {...(field.name === 'targetPort' ? { options: better.map(String) } : {})}
              />
            ))}
          </div>
          <button
            type="button"
            class="quiet"
            disabled={!editable || service.spec.ports.length < 2}
            onClick={() => void wire(removePortLine(service, index))}
          >
            {t('wiring.removePort', { port: port.port })}
          </button>
        </details>
      )}
    </div>
  );
}

function PlugItem({ plug, target }: { readonly plug: Plug; readonly target: number | string }): preact.JSX.Element {
  const t = useWords();
  const { pod, fit, ready, listens } = plug;
  const sits = fit === 'fits' || fit === 'written';
  const params = {
    pod,
    target: plug.target ?? target,
    listens: listens.length === 0 ? '—' : listens.join(', '),
  };
  const mark = sits ? (ready ? 'pass' : 'warn') : 'fail';
  return (
    <li class="plug" data-fit={fit} data-ready={ready}>
      <PlugDrawing sits={sits} ready={ready} />
      <Status mark={mark} label={t(sits ? (ready ? 'wiring.fits' : 'wiring.waits') : 'wiring.apart')} />
      <span>
        {t(`wiring.plug.${fit === 'nameless' && listens.length === 0 ? 'namelessMute' : fit}`, params)}
        {!ready && ` ${t(sits ? 'wiring.plug.waits' : 'wiring.plug.waitsToo')}`}
      </span>
    </li>
  );
}

/** In its socket, or beside it; dashed for a pod that is not ready. */
function PlugDrawing({ sits, ready }: { readonly sits: boolean; readonly ready: boolean }): preact.JSX.Element {
  const gap = sits ? 0 : 10;
  return (
    <svg class={ready ? 'plug-drawing' : 'plug-drawing waits'} viewBox="0 0 74 20" aria-hidden="true">
      <path class="wire" d={`M0 10 H${22 - gap / 2}`} />
      <path class="pin" d={`M${22 - gap / 2} 4 h10 v12 h-10 z M${32 - gap / 2} 7 h6 M${32 - gap / 2} 13 h6`} />
      <path class="socket" d={`M${38 + gap / 2} 3 h12 v14 h-12 z`} />
      <path class="wire" d={`M${50 + gap / 2} 10 H74`} />
    </svg>
  );
}

function Arrow(): preact.JSX.Element {
  return (
    <svg class="plug-arrow" viewBox="0 0 24 12" aria-hidden="true">
      <path d="M1 6 H21 M16 1.5 L21.5 6 L16 10.5" />
    </svg>
  );
}
