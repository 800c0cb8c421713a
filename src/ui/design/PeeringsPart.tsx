// Peerings: two networks, two sides, each with its own flags; a side that is missing can be made with one click (F-5, E-40).
import { useState } from 'preact/hooks';
import { addThing } from '../../studio/design/change.ts';
import type { Place } from '../../studio/design/place.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';
import { ThingList } from './ThingForm.tsx';

export function PeeringsPart(): preact.JSX.Element {
  const { network, change, allows } = useDesign();
  const t = useWords();
  const vnets = network.virtualNetworks;
  const names = vnets.map(({ name }) => name);
  const [ends, setEnds] = useState<readonly [string, string]>([names[0] ?? '', names[1] ?? '']);
  const sideOf = (from: string, to: string): Place | undefined => {
    const at = vnets.findIndex(({ name }) => name === from);
    const index = vnets[at]?.peerings?.findIndex(({ remoteVirtualNetwork }) => remoteVirtualNetwork === to) ?? -1;
    return index < 0 ? undefined : ['virtualNetworks', at, 'peerings', index];
  };
  const make = (from: string, to: string, start: typeof network): typeof network => {
    const at = start.virtualNetworks.findIndex(({ name }) => name === from);
    if (at < 0 || sideOf(from, to)) return start;
    const list = ['virtualNetworks', at, 'peerings'];
    return addThing(start, { list, thing: 'Peering' }, { name: `to-${to}`, remoteVirtualNetwork: to }).network;
  };
  const mayMake = (from: string): boolean => allows(`virtualNetworks.${from}.peerings`);
  const pairs = vnets.flatMap((one, index) =>
    vnets.slice(index + 1).flatMap((two) => {
      const [there, back] = [sideOf(one.name, two.name), sideOf(two.name, one.name)];
      return there || back ? [{ one: one.name, two: two.name, there, back }] : [];
    }),
  );
  const [first, second] = ends;
  const good =
    first !== second && names.includes(first) && names.includes(second) && !(sideOf(first, second) && sideOf(second, first));
  return (
    <div class="design-part">
      <p class="dim">
        {t('ui.design.aboutPeerings')} <span class="cites">F-5 · E-40</span>
      </p>
      {pairs.length === 0 && <p class="dim">{t('ui.design.noneYet')}</p>}
      {pairs.map(({ one, two, there, back }) => (
        <section key={`${one} ${two}`} class="peering" aria-label={`${one} ⇄ ${two}`}>
          <h4>
            <Status
              mark={there && back ? 'pass' : 'warn'}
              label={t(there && back ? 'ui.design.connected' : 'ui.design.initiated')}
            />{' '}
            {one} ⇄ {two}: {t(there && back ? 'ui.design.connected' : 'ui.design.initiated')}
          </h4>
          {(!there || !back) && (
            <button
              type="button"
              disabled={!mayMake(there ? two : one)}
              onClick={() => change(there ? make(two, one, network) : make(one, two, network))}
            >
              {t('ui.design.otherSide', there ? { from: two, to: one } : { from: one, to: two })}
            </button>
          )}
        </section>
      ))}
      {vnets.map((vnet, index) => (
        <section key={index} aria-label={t('ui.design.peeringsOf', { vnet: vnet.name })}>
          <h4>{t('ui.design.peeringsOf', { vnet: vnet.name })}</h4>
          <ThingList thing="Peering" list={['virtualNetworks', index, 'peerings']} />
        </section>
      ))}
      {names.length > 1 && (
        <div class="row">
          {([0, 1] as const).map((side) => (
            <label key={side} class="field">
              {t(side === 0 ? 'ui.design.oneEnd' : 'ui.design.otherEnd')}
              <select
                value={ends[side]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setEnds(side === 0 ? [value, second] : [first, value]);
                }}
              >
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button
            type="button"
            disabled={!good || !mayMake(first) || !mayMake(second)}
            onClick={() => change(make(second, first, make(first, second, network)))}
          >
            {t('ui.design.peerBoth')}
          </button>
        </div>
      )}
    </div>
  );
}
