// A thing as its fields, and lists of things to open, add to and take away from: one component for every kind in the table.
import { useEffect, useRef, useState } from 'preact/hooks';
import { addThing, removeThing, usesOf } from '../../studio/design/change.ts';
import { pathOf, type Place, type Thing, thingAt, thingsAt, wordOf } from '../../studio/design/place.ts';
import { summaryOf } from '../../studio/design/summary.ts';
import { fieldsShown, thingSpec } from '../../studio/design/things.ts';
import { useWords } from '../context.tsx';
import { useDesign } from './designContext.tsx';
import { Faults } from './Faults.tsx';
import { Field } from './Field.tsx';

export interface ThingFormProps {
  readonly thing: string;
  readonly place: Place;
  /** Fields alone; the lists below are shown by somebody else. */
  readonly plain?: boolean;
}

export function ThingForm({ thing, place, plain }: ThingFormProps): preact.JSX.Element | null {
  const { network, diagnosticsAt, allows } = useDesign();
  const t = useWords();
  const value = thingAt(network, place);
  const holder = thingAt(network, place.slice(0, -2));
  const spec = thingSpec(thing, holder);
  if (!value || !spec) return null;
  const path = pathOf(network, place);
  const found = diagnosticsAt(path);
  const fields = fieldsShown(spec, value);
  const fixed = fields.filter(
    ({ type, name }) => !allows(type === 'name' ? pathOf(network, place.slice(0, -1)) : `${path}.${name}`),
  ).length;
  return (
    <div class="thing-form">
      <Faults found={found} />
      {fixed > 0 && <p class="dim fixed">{t(fixed === fields.length ? 'ui.design.kept' : 'ui.design.keptSome')}</p>}
      <div class="design-fields">
        {fields.map((field) => (
          <Field key={field.name} type={spec.type} field={field} thing={value} place={place} />
        ))}
      </div>
      {plain !== true &&
        spec.lists.map((list) => (
          <section key={list.field} class="thing-list-below">
            <h5>{t(`design.list.${list.thing}`)}</h5>
            <ThingList thing={list.thing} list={[...place, list.field]} />
          </section>
        ))}
    </div>
  );
}

export interface ThingListProps {
  readonly thing: string;
  readonly list: Place;
  /** Beside a thing's name; absent: what its fields say. */
  readonly aside?: (thing: Thing, place: Place) => preact.ComponentChildren;
  /** Above and below the fields of an opened thing. */
  readonly before?: (thing: Thing, place: Place) => preact.ComponentChildren;
  readonly after?: (thing: Thing, place: Place) => preact.ComponentChildren;
  readonly plain?: boolean;
  /** What a new one holds beside what the table says. */
  readonly part?: () => Thing;
}

export function ThingList({ thing, list, aside, before, after, plain, part }: ThingListProps): preact.JSX.Element {
  const { network, change, allows, opened } = useDesign();
  const wanted = indexIn(list, opened);
  const [open, setOpen] = useState<number | undefined>(wanted);
  const made = useRef(false);
  const root = useRef<HTMLDivElement>(null);
  const t = useWords();
  const things = thingsAt(network, list);
  const order = things.map((value, index) => ({ value, index }));
  // Rules are read in the order in which they are asked.
  if (things.every(({ priority }) => typeof priority === 'number'))
    order.sort((a, b) => Number(a.value['priority']) - Number(b.value['priority']));
  const mayAdd = allows(pathOf(network, list));
  useEffect(() => {
    if (wanted === undefined) return;
    setOpen(wanted);
    root.current?.querySelector(`[data-index="${wanted}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  useEffect(() => {
    if (!made.current) return;
    made.current = false;
    root.current?.querySelector<HTMLElement>('.thing[data-open="true"] input:not(:disabled)')?.focus();
  }, [open]);
  return (
    <div class="things" ref={root}>
      {order.map(({ value, index }) => {
        const place = [...list, index];
        const isOpen = open === index;
        return (
          <div key={index} class="thing" data-open={isOpen} data-index={index}>
            <button type="button" class="thing-head" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? undefined : index)}>
              <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> <strong>{wordOf(value['name'])}</strong>{' '}
              <span class="dim">{summaryOf(thing, value)}</span>
            </button>
            {aside?.(value, place)}
            {isOpen && (
              <div class="thing-body">
                {before?.(value, place)}
                <ThingForm thing={thing} place={place} {...(plain === undefined ? {} : { plain })} />
                {after?.(value, place)}
                <Remove thing={thing} place={place} onRemoved={() => setOpen(undefined)} />
              </div>
            )}
          </div>
        );
      })}
      {things.length === 0 && <p class="dim">{t('ui.design.noneYet')}</p>}
      <button
        type="button"
        class="add"
        disabled={!mayAdd}
        title={mayAdd ? undefined : t('ui.design.kept')}
        onClick={() => {
          made.current = true;
          change(addThing(network, { list, thing }, part?.()).network);
          setOpen(things.length);
        }}
      >
        + {t(`design.add.${thing}`)}
      </button>
    </div>
  );
}

/** Where in this list the thing is that was chosen elsewhere. */
function indexIn(list: Place, opened: Place | undefined): number | undefined {
  const last = opened?.at(-1);
  const isHere = opened?.length === list.length + 1 && list.every((step, at) => step === opened[at]);
  return isHere && typeof last === 'number' ? last : undefined;
}

interface RemoveProps {
  readonly thing: string;
  readonly place: Place;
  readonly onRemoved: () => void;
}

function Remove({ thing, place, onRemoved }: RemoveProps): preact.JSX.Element {
  const { network, change, allows } = useDesign();
  const t = useWords();
  const value = thingAt(network, place);
  const uses = usesOf(network, place);
  const kept = !allows(pathOf(network, place));
  return (
    <p class="row">
      <button
        type="button"
        class="quiet danger"
        disabled={kept || uses.length > 0}
        onClick={() => {
          change(removeThing(network, place));
          onRemoved();
        }}
      >
        {t('ui.design.remove', { thing: t(`design.thing.${thing}`), name: wordOf(value?.['name']) })}
      </button>
      {uses.length > 0 && (
        <span class="dim">
          {t('ui.design.inUse', {
            users: uses
              .slice(0, 3)
              .map((use) => wordOf(thingAt(network, use.place)?.['name']))
              .join(', '),
          })}
        </span>
      )}
      {kept && <span class="dim">{t('ui.design.kept')}</span>}
    </p>
  );
}
