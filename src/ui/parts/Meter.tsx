// Needed of usable as a bar; the numbers stand beside it in words.
export function Meter({ needed, usable }: { readonly needed: number; readonly usable: number }): preact.JSX.Element {
  const share = usable <= 0 ? 100 : Math.min(100, (needed / usable) * 100);
  return (
    <svg class={needed > usable ? 'meter over' : 'meter'} viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none">
      <rect class="meter-all" width="100" height="8" />
      <rect class="meter-used" width={share} height="8" />
    </svg>
  );
}
