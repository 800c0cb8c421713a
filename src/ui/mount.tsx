// mountUi: draws the DOM around the board into `root`. The level screen and the editor arrive by their own import, after the menu has painted.
import { render } from 'preact';
import { App } from './App.tsx';
import { Environment, type UiEnvironment } from './context.tsx';

export function mountUi(root: HTMLElement, environment: UiEnvironment): void {
  render(
    <Environment.Provider value={environment}>
      <App />
    </Environment.Provider>,
    root,
  );
}
