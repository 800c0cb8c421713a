// What the field at the cursor means, below the editor: read out when it comes, closed by its button.
import { useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import type { FieldHelp } from './fieldHelp.ts';

export function FieldHelpNote(props: { readonly help: FieldHelp | 'none'; readonly onClose: () => void }): preact.JSX.Element {
  const { help, onClose } = props;
  const t = useWords();
  return (
    <div class="row yaml-help">
      <p class="grow" role="status">
        <Prose text={help === 'none' ? t('ui.yaml.help.nowhere') : `\`${help.name}\`: ${help.text}`} />
      </p>
      <button type="button" class="quiet" onClick={onClose}>
        {t('ui.yaml.help.close')}
      </button>
    </div>
  );
}
