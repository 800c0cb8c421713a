// Every test run is strict about words: a missing key or parameter is an error, not a key shown to a player.
import { setMissingWords } from '../../src/words/say.ts';

setMissingWords('throw');
