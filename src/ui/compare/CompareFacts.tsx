// The figures of both worlds in one table, by subject, and beneath it what each mode forbids or ends. A row that differs carries a sign.
import { useState } from 'preact/hooks';
import { COMPARED_SIDES, type World } from '../../store/comparison.ts';
import { useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { compareFacts, type Fact, remarksOf } from './facts.ts';

const GROUPS = ['addresses', 'source', 'callers', 'cluster'] as const satisfies readonly Fact['group'][];

export function CompareFacts(): preact.JSX.Element | null {
  const compared = useApp((state) => state.results.compared);
  const [only, setOnly] = useState(false);
  const t = useWords();
  if (!compared || compared.refused) return null;
  const { left, right, modes } = compared;
  const facts = compareFacts(left, right, t);
  const shown = only ? facts.filter(({ differs }) => differs) : facts;
  return (
    <section class="compare-facts" aria-labelledby="compare-facts-title">
      <div class="row">
        <h3 id="compare-facts-title">{t('ui.compare.facts')}</h3>
        <label class="field-inline">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />{' '}
          {t('ui.compare.only')}
        </label>
      </div>
      <div class="scroll">
        <table class="compare-table">
          <thead>
            <tr>
              <th scope="col">{t('ui.compare.fact')}</th>
              {COMPARED_SIDES.map((side) => (
                <th key={side} scope="col">
                  {t(`mode.name.${modes[side]}`)}
                  {isFaulty(compared[side]) && <span class="tag cannot">{t('ui.compare.cannot')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {GROUPS.map((group) => {
            const rows = shown.filter((fact) => fact.group === group);
            return rows.length === 0 ? null : (
              <tbody key={group}>
                <tr>
                  <th scope="rowgroup" colSpan={3} class="compare-group">
                    {t(`ui.compare.group.${group}`)}
                  </th>
                </tr>
                {rows.map((fact) => (
                  <FactRow key={fact.label} fact={fact} />
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
      <div class="compare-pair">
        {COMPARED_SIDES.map((side) => {
          const world = compared[side];
          const other = compared[side === 'left' ? 'right' : 'left'];
          return (
            <section key={side} aria-label={t(`mode.name.${modes[side]}`)}>
              <h4>{t(`mode.name.${modes[side]}`)}</h4>
              <ul class="compare-remarks">
                {(world ? remarksOf(world, other, t) : []).map(({ mark, text, cites, shared }) => (
                  <li key={text} class={shared ? 'dim' : ''}>
                    {mark === 'note' ? <span aria-hidden="true">·</span> : <Status mark={mark} label={t(`ui.mark.${mark}`)} />}{' '}
                    {text}
                    {cites.length > 0 && <span class="cites"> {cites.join(' · ')}</span>}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}

function isFaulty(world: World | undefined): boolean {
  return world?.compiled.diagnostics.some(({ severity }) => severity === 'error') === true;
}

function FactRow({ fact }: { readonly fact: Fact }): preact.JSX.Element {
  const t = useWords();
  return (
    <tr class={fact.differs ? 'differs' : ''}>
      <th scope="row">
        {fact.differs && (
          <>
            <span aria-hidden="true">≠ </span>
            <span class="visually-hidden">{t('ui.compare.differs')} </span>
          </>
        )}
        {fact.label}
      </th>
      {COMPARED_SIDES.map((side) => (
        <td key={side}>
          {fact.trouble[side] && <Status mark="warn" label={t('ui.mark.warn')} />} {fact[side]}
        </td>
      ))}
    </tr>
  );
}
