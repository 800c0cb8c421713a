// What the workshop's worker answers (store/workshopTypes.ts): made levels checked, practice worlds made and proved, by an engine of its own.
import { createEngine } from '../src/engine/createEngine.ts';
import { checkMade } from '../src/levels/made/checkMade.ts';
import { madeToPlain, readMadeText, rebuildMade, writeMadeText } from '../src/levels/made/readMade.ts';
import { makePractice } from '../src/levels/practice/generate.ts';
import { readPracticeId } from '../src/levels/practice/practiceId.ts';
import { createLevelLinkCodec } from '../src/share/levelLink.ts';
import type { WorkshopApi } from '../src/store/workshopTypes.ts';

export function createWorkshopApi(): WorkshopApi {
  const engine = createEngine();
  const links = createLevelLinkCodec({ madeToPlain, rebuildMade });
  return {
    checkMade: (made) => checkMade(engine, made),
    practice: (id) => {
      const read = readPracticeId(id);
      return read && makePractice(engine, read);
    },
    readMade: (text) => readMadeText(text),
    writeMade: (made, format) => writeMadeText(made, format),
    idOf: (made) => links.idOf(made),
    encodeLevel: (made) => links.encodeLevel(made),
    decodeLevel: (text) => links.decodeLevel(text),
  };
}
