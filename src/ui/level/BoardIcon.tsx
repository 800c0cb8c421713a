// Signs of the board's tools, drawn for this game: one stroke each on a grid of 20, in the colour of the text.
const PATHS = {
  zoomIn: 'M10 4v12M4 10h12',
  zoomOut: 'M4 10h12',
  frame: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 10h6M10 7v6',
  frameSelection: 'M10 4.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M10 2v3M10 15v3M2 10h3M15 10h3M9.5 10h1',
  traffic: 'M3 5h14v10H3zM3 6l7 5l7-5',
  addresses: 'M2 7h16v6H2zM6 7v6M10 7v6M14 7v6',
  routes: 'M10 2v16M4 4h9l3 2.5L13 9H4zM16 11H8l-2 2l2 2h8z',
  reach: 'M10 9a1 1 0 1 0 0 2a1 1 0 1 0 0-2M10 5.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16',
  connect: 'M5 12.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M15 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M6.8 13.2L13.2 6.8',
  place: 'M3 8l7-4l7 4v7l-7 3.5L3 15zM10 8.5v6M7 11.5h6',
  look: 'M3 10c2-3.5 4.3-5 7-5s5 1.5 7 5c-2 3.5-4.3 5-7 5s-5-1.5-7-5zM10 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
} as const;

export type BoardIconName = keyof typeof PATHS;

export function BoardIcon({ name }: { readonly name: BoardIconName }): preact.JSX.Element {
  return (
    <svg class="tool-sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
